package io.parkbridge.bench.live;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketClientExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateClientExtensionHandshaker;

/**
 * One connection to {@code /ws/live} as a browser makes it, compression offered. It only notes the number of the newest frame; what it does
 * costs as little as can be, because it shares the processors with what is measured.
 */
final class Browser extends SimpleChannelInboundHandler<TextWebSocketFrame> {

    /** What else is done with each frame, on the event loop. */
    interface Watcher {
        void onFrame(ByteBuf frame, long seq);
    }

    private static final int FRAME_MAX = 64 << 20;
    private static final int HANDSHAKE_MAX = 8_192;
    private static final int SEQ_WITHIN = 64;
    private static final byte[] SEQ = "\"seq\":".getBytes(StandardCharsets.US_ASCII);

    private final String subscription;
    private final Watcher watcher;
    private final CompletableFuture<Void> seen = new CompletableFuture<>();
    private Channel channel;
    private long seq = -1;
    private long frames;

    private Browser(String subscription, Watcher watcher) {
        this.subscription = subscription;
        this.watcher = watcher;
    }

    /** Connects and subscribes; {@link #seen} tells when it has its picture. */
    static Browser connect(EventLoopGroup loop, URI live, String subscription, boolean compressed, Watcher watcher) {
        Browser browser = new Browser(subscription, watcher);
        new Bootstrap().group(loop).channel(NioSocketChannel.class).handler(new ChannelInitializer<SocketChannel>() {
            @Override
            protected void initChannel(SocketChannel socket) {
                browser.channel = socket;
                socket.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(HANDSHAKE_MAX));
                if (compressed) {
                    // permessage-deflate alone: the older deflate-frame, which Netty would offer too, no browser speaks any more
                    socket.pipeline().addLast(new WebSocketClientExtensionHandler(new PerMessageDeflateClientExtensionHandshaker(FRAME_MAX)));
                }
                socket.pipeline().addLast(new WebSocketClientProtocolHandler(live, WebSocketVersion.V13, null, true, new DefaultHttpHeaders(), FRAME_MAX),
                        new WebSocketFrameAggregator(FRAME_MAX), browser);
            }
        }).connect(live.getHost(), live.getPort()).addListener(connected -> {
            if (!connected.isSuccess()) {
                browser.seen.completeExceptionally(connected.cause());
            }
        });
        return browser;
    }

    /** Completed with the first frame. */
    CompletableFuture<Void> seen() {
        return seen;
    }

    /** Of the newest frame; to be asked on the event loop. */
    long seq() {
        return seq;
    }

    long frames() {
        return frames;
    }

    /** From now on it reads nothing, as a browser on a bad line or one that has been put to sleep. */
    void stall() {
        channel.config().setAutoRead(false);
    }

    boolean isOpen() {
        return channel.isActive();
    }

    void close() {
        channel.close();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == WebSocketClientProtocolHandler.ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            context.writeAndFlush(new TextWebSocketFrame(subscription));
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
        long number = number(frame.content());
        frames++;
        seq = Math.max(seq, number);
        watcher.onFrame(frame.content(), number);
        if (frames == 1) {
            seen.complete(null);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        seen.completeExceptionally(new IllegalStateException("the connection was closed"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        seen.completeExceptionally(failure);
        context.close();
    }

    /** The member {@code seq}, which stands near the front of every frame. */
    private static long number(ByteBuf frame) {
        int end = Math.min(frame.readableBytes(), SEQ_WITHIN) - SEQ.length;
        for (int at = 0; at < end; at++) {
            int same = 0;
            while (same < SEQ.length && frame.getByte(frame.readerIndex() + at + same) == SEQ[same]) {
                same++;
            }
            if (same == SEQ.length) {
                return digits(frame, at + same);
            }
        }
        return -1;
    }

    private static long digits(ByteBuf frame, int at) {
        long number = 0;
        for (int i = at; i < frame.readableBytes(); i++) {
            byte digit = frame.getByte(frame.readerIndex() + i);
            if (digit < '0' || digit > '9') {
                break;
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }
}
