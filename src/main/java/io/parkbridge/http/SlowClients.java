package io.parkbridge.http;

import java.time.Duration;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;

/**
 * Cuts off who sends requests drop by drop to keep connections busy. The server's own timeouts begin anew with every byte, so each
 * connection gets a {@link SlowClient}; the way there is the listening socket, which hands accepted connections down its pipeline.
 */
@ApplicationScoped
class SlowClients {

    private static final String NAME = "parkbridge-slow-clients";

    private final Vertx vertx;
    private final Duration requestWithin;
    private final Duration socketHeardWithin;
    private final Counter cutOff;

    SlowClients(Vertx vertx, @ConfigProperty(name = "parkbridge.web.request-within", defaultValue = "30s") Duration requestWithin,
            @ConfigProperty(name = "parkbridge.web.socket-heard-within", defaultValue = "60s") Duration socketHeardWithin, MeterRegistry metrics) {
        this.vertx = vertx;
        this.requestWithin = requestWithin;
        this.socketHeardWithin = socketHeardWithin;
        this.cutOff = metrics.counter("parkbridge.web.cut.off");
    }

    void onStart(@ObservesAsync HttpServerStart started) {
        watch();
    }

    void onStart(@ObservesAsync HttpsServerStart started) {
        watch();
    }

    private void watch() {
        for (EventExecutor acceptor : ((VertxInternal) vertx).getAcceptorEventLoopGroup()) {
            SingleThreadEventLoop loop = (SingleThreadEventLoop) acceptor;
            loop.execute(() -> loop.registeredChannelsIterator().forEachRemaining(this::watch));
        }
    }

    private void watch(Channel listening) {
        if (listening instanceof ServerChannel && listening.pipeline().get(NAME) == null) {
            listening.pipeline().addFirst(NAME, new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext ctx, Object accepted) {
                    ((Channel) accepted).pipeline().addLast(new Installer());
                    ctx.fireChannelRead(accepted);
                }
            });
        }
    }

    /** Stands in a new connection's pipeline until the decoder does: at once, or after the handshake of TLS, which has a timeout of its own. */
    private final class Installer extends ChannelInboundHandlerAdapter {

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            install(ctx);
            ctx.fireChannelActive();
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            install(ctx);
            ctx.fireChannelRead(message);
        }

        private void install(ChannelHandlerContext ctx) {
            ChannelHandlerContext decoder = ctx.pipeline().context(HttpRequestDecoder.class);
            if (decoder != null) {
                ctx.pipeline().addAfter(decoder.name(), null, new SlowClient(requestWithin, socketHeardWithin, cutOff::increment));
                ctx.pipeline().remove(this);
            }
        }
    }
}
