package io.parkbridge.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Watches one connection behind its decoder: a request must be here whole, head and body, within a time, however steadily it drips in; a
 * WebSocket must be heard of now and then, if only by its answer to a ping. Runs on the connection's event loop.
 */
final class SlowClient extends ChannelInboundHandlerAdapter {

    private static final long NONE = Long.MIN_VALUE;

    private final Duration requestWithin;
    private final Duration socketHeardWithin;
    private final Runnable cutOff;
    /** When the request that is coming in began; {@link #NONE} between two. */
    private long begun = System.nanoTime();
    private long heard = System.nanoTime();
    private boolean decoded;

    SlowClient(Duration requestWithin, Duration socketHeardWithin, Runnable cutOff) {
        this.requestWithin = requestWithin;
        this.socketHeardWithin = socketHeardWithin;
        this.cutOff = cutOff;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        look(ctx);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        decoded = true;
        heard = System.nanoTime();
        if (message instanceof LastHttpContent) {
            begun = NONE;
        } else if (begun == NONE) {
            begun = heard;
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (!decoded && begun == NONE) {
            begun = System.nanoTime(); // something came, and the decoder has not made anything of it yet
        }
        decoded = false;
        ctx.fireChannelReadComplete();
    }

    private void look(ChannelHandlerContext ctx) {
        long every = Math.min(requestWithin.toNanos(), socketHeardWithin.toNanos()) / 4;
        ctx.executor().schedule(() -> {
            if (!ctx.isRemoved() && ctx.channel().isActive()) {
                if (isSlow(ctx)) {
                    cutOff.run();
                    ctx.close();
                } else {
                    look(ctx);
                }
            }
        }, every, TimeUnit.NANOSECONDS);
    }

    private boolean isSlow(ChannelHandlerContext ctx) {
        if (ctx.pipeline().get(HttpRequestDecoder.class) == null) {
            return System.nanoTime() - heard > socketHeardWithin.toNanos();
        }
        return begun != NONE && System.nanoTime() - begun > requestWithin.toNanos();
    }
}
