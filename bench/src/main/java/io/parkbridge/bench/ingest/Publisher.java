package io.parkbridge.bench.ingest;

import static io.netty.handler.codec.mqtt.MqttMessageBuilders.connect;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;

/**
 * Publishes the mix with QoS 1 over a few connections, on one thread, at as little cost as can be: it shares the processors with what it
 * measures. Two bounds: messages the broker has not acknowledged, and messages the consumer has not, so that the rate is what the whole way
 * sustains and no backlog grows. All state is the event loop's.
 */
public final class Publisher implements AutoCloseable {

    private static final int CONNECTIONS = 4;
    private static final int UNACKNOWLEDGED_MAX = 4_000;
    private static final int PACKET_IDS = 65_535;
    private static final int TICK_MILLIS = 2;
    private static final int PAYLOAD_MAX = 4_096;

    private final NioEventLoopGroup loop = new NioEventLoopGroup(1);
    private final List<Connection> connections = new ArrayList<>();
    private final Mix mix;
    private final long outstandingMax;
    private volatile long published;
    private volatile long acknowledged;
    private volatile long consumed;
    private boolean running;
    private double rate;
    private long beganNanos;
    private long beganAt;

    /** @param outstandingMax messages published and not yet consumed, at most */
    public Publisher(URI broker, String username, String password, Mix mix, long outstandingMax) throws InterruptedException {
        this.mix = mix;
        this.outstandingMax = outstandingMax;
        for (int i = 0; i < CONNECTIONS; i++) {
            Connection connection = new Connection(username, password, i);
            new Bootstrap().group(loop).channel(NioSocketChannel.class).option(ChannelOption.TCP_NODELAY, true)
                    .handler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel channel) {
                            channel.pipeline().addLast(new MqttDecoder(PAYLOAD_MAX), MqttEncoder.INSTANCE, connection);
                        }
                    }).connect(broker.getHost(), broker.getPort()).sync();
            connections.add(connection);
        }
        for (Connection connection : connections) {
            connection.accepted.await();
        }
        loop.scheduleAtFixedRate(this::fill, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Publishes from now on. @param rate messages a second at most, 0 for no limit */
    public void start(double rate) {
        loop.submit(() -> {
            this.rate = rate;
            beganNanos = System.nanoTime();
            beganAt = published;
            running = true;
        }).syncUninterruptibly();
    }

    public void stop() {
        loop.submit(() -> running = false).syncUninterruptibly();
    }

    /** How many the consumer has acknowledged since this publisher began; told from outside, a few times a second. */
    public void consumed(long messages) {
        consumed = messages;
    }

    long published() {
        return published;
    }

    long acknowledged() {
        return acknowledged;
    }

    private void fill() {
        if (!running) {
            return;
        }
        long allowed = outstandingMax - (published - consumed);
        if (rate > 0) {
            allowed = Math.min(allowed, (long) ((System.nanoTime() - beganNanos) / 1e9 * rate) - (published - beganAt));
        }
        for (Connection connection : connections) {
            allowed -= connection.publish(allowed);
        }
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Connection extends SimpleChannelInboundHandler<MqttMessage> {

        private final String username;
        private final String password;
        private final int number;
        private final java.util.concurrent.CountDownLatch accepted = new java.util.concurrent.CountDownLatch(1);
        private Channel channel;
        private int unacknowledged;
        private int packetId;

        Connection(String username, String password, int number) {
            this.username = username;
            this.password = password;
            this.number = number;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            channel = context.channel();
            channel.writeAndFlush(connect().protocolVersion(MqttVersion.MQTT_5).clientId("bench-publisher-" + number).cleanSession(true)
                    .keepAlive(0).username(username).password(password.getBytes(StandardCharsets.UTF_8)).build());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
            switch (message.fixedHeader().messageType()) {
                case CONNACK -> accepted.countDown();
                case PUBACK -> {
                    unacknowledged--;
                    acknowledged++;
                }
                default -> throw new IllegalStateException("the broker sends " + message.fixedHeader().messageType());
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            fill();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            System.err.println("the publisher's connection failed: " + failure);
            context.close();
        }

        /** Writes at most so many; returns how many. */
        private long publish(long allowed) {
            long count = 0;
            while (count < allowed && unacknowledged < UNACKNOWLEDGED_MAX && channel.isWritable()) {
                mix.next();
                packetId = packetId % PACKET_IDS + 1;
                MqttFixedHeader header = new MqttFixedHeader(MqttMessageType.PUBLISH, false, MqttQoS.AT_LEAST_ONCE, false, 0);
                channel.write(new MqttPublishMessage(header, new MqttPublishVariableHeader(mix.topic(), packetId),
                        Unpooled.wrappedBuffer(mix.payload())), channel.voidPromise());
                unacknowledged++;
                count++;
            }
            published += count;
            if (count > 0) {
                channel.flush();
            }
            return count;
        }
    }
}
