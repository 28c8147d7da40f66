package io.parkbridge.ingest;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.hivemq.client.internal.mqtt.MqttClientConnectionConfig;
import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttDisconnectSource;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.parkbridge.ingest.decode.Decoded;
import io.parkbridge.ingest.decode.TopicDecoder;
import io.parkbridge.mqtt.BrokerConnection;
import io.parkbridge.mqtt.BrokerReached;
import io.parkbridge.mqtt.MqttConfig;
import io.parkbridge.mqtt.RetainedTopics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import org.jboss.logging.Logger;

/**
 * Takes messages from the broker: a persistent session, so the broker keeps what comes while we are away; several instances share the load
 * by shared subscriptions. What waits is bounded by the number of messages the broker sends without acknowledgement.
 *
 * <p>A lost connection changes nothing here: what waits is stored, and what the broker then hands out again is recognised. It must not
 * be let go of, because the client gives acknowledgements back in the order of arrival over all its connections (those of a lost one it
 * keeps to itself): a message that is never acknowledged would hold up all that come after it.
 */
@ApplicationScoped
class MqttIntake {

    private static final Logger LOG = Logger.getLogger(MqttIntake.class);
    private static final long RECONNECT_FIRST_MILLIS = 500;
    private static final long RECONNECT_LONGEST_MILLIS = 15_000;
    /** A connection that hangs without closing is noticed after two of these. */
    private static final int KEEP_ALIVE_SECONDS = 10;
    private static final int CLOSE_SECONDS_MAX = 5;
    private static final int FLUSHES_TOGETHER_MAX = 256;
    /** That of all instances where nothing else was said, before they could have their messages alone. */
    private static final String USUAL_GROUP = "parkbridge";

    /**
     * Another thread would take messages in portions of a hundred, and at each of them the client goes through all that is not acknowledged
     * yet to find the next: with thousands on their way that was a third of the application's time.
     */
    private static final Executor ON_THE_EVENT_LOOP = Runnable::run;

    private final MqttConfig mqtt;
    private final IngestConfig ingest;
    private final Ledger ledger;
    private final Clock clock;
    private final TopicDecoder decoder;
    private final Inbox inbox;
    private final Quarantine quarantine;
    private final RetainedTopics topics;
    private final Event<BrokerReached> reached;
    private final Taker taker;
    private Mqtt5AsyncClient client;
    /** Until the database says otherwise: to give the subscription up loses what comes. */
    private volatile boolean isOurTurn = true;
    private volatile boolean subscribed;

    MqttIntake(MqttConfig mqtt, IngestConfig ingest, Ledger ledger, Inbox inbox, Clock clock, TopicDecoder decoder,
            Quarantine quarantine, RetainedTopics topics, Event<BrokerReached> reached, Taker taker) {
        this.mqtt = mqtt;
        this.ingest = ingest;
        this.ledger = ledger;
        this.inbox = inbox;
        this.clock = clock;
        this.decoder = decoder;
        this.quarantine = quarantine;
        this.topics = topics;
        this.reached = reached;
        this.taker = taker;
    }

    /** Connects and subscribes, now or as soon as the broker is there; subscribes later where others take the messages. */
    void open() {
        isOurTurn = mqtt.retire() || takes();
        client = builder().buildAsync();
        topics.lend(client);
        // before connecting: what an earlier life of this session left unacknowledged comes at once
        client.publishes(MqttGlobalPublishFilter.ALL, this::onMessage, ON_THE_EVENT_LOOP, true);
        client.connectWith().cleanStart(false).keepAlive(KEEP_ALIVE_SECONDS)
                .sessionExpiryInterval(mqtt.sessionExpiry().toSeconds())
                .restrictions().receiveMaximum(mqtt.receiveMaximum()).maximumPacketSize(mqtt.packetSizeMax()).applyRestrictions()
                .send()
                .whenComplete((connAck, failure) -> {
                    if (connAck != null) {
                        checkBounds(connAck);
                    }
                });
    }

    boolean isConnected() {
        return client != null && client.getState() == MqttClientState.CONNECTED;
    }

    /** Whether the broker lets us have what we ask for. */
    boolean isSubscribed() {
        return subscribed;
    }

    /** Says that we are there and go on, and goes on where we have waited for others to be gone. To be called every few seconds. */
    void keepTurn() {
        if (mqtt.retire() || !isConnected()) {
            return;
        }
        boolean before = isOurTurn;
        isOurTurn = takes();
        if (isOurTurn != before) {
            LOG.infof(isOurTurn ? "nobody else takes the messages any more; we do" : "we take no messages any more");
            takeTurn();
        }
    }

    private boolean takes() {
        try {
            if (taker.takes()) {
                return true;
            }
            if (isOurTurn) {
                LOG.errorf("%s takes the messages, so we take none: several instances need the same parkbridge.mqtt.share-group", taker.who());
            }
            return false;
        } catch (SQLException e) {
            LOG.debugf("whose turn it is cannot be asked now: %s", e.getMessage());
            return isOurTurn;
        }
    }

    void close() {
        if (isConnected()) {
            // its answer says that the broker has read our acknowledgements: a connection that closes while messages come may lose them
            (isOurTurn ? subscribe() : unsubscribe()).thenCompose(answer -> client.disconnect()).orTimeout(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)
                    .exceptionally(failure -> null).join();
        }
        try {
            taker.leave();
        } catch (SQLException e) {
            LOG.debugf("the database is away; another instance may take the messages in 15 s: %s", e.getMessage());
        }
    }

    private Mqtt5ClientBuilder builder() {
        return BrokerConnection.of(mqtt, mqtt.clientId(), mqtt.username().orElse(null), mqtt.password().orElse(""))
                .automaticReconnect()
                .initialDelay(RECONNECT_FIRST_MILLIS, TimeUnit.MILLISECONDS).maxDelay(RECONNECT_LONGEST_MILLIS, TimeUnit.MILLISECONDS)
                .applyAutomaticReconnect()
                .addConnectedListener(context -> onConnected())
                .addDisconnectedListener(this::onDisconnected);
    }

    private void onConnected() {
        LOG.infof("connected to the broker at %s", mqtt.url());
        reached.fireAsync(new BrokerReached());
        if (client.getConfig().getConnectionConfig().orElse(null) instanceof MqttClientConnectionConfig connection) {
            // the acknowledgements of a batch leave together; the client alone gives each a packet and a system call of its own
            connection.getChannel().pipeline().addFirst(new FlushConsolidationHandler(FLUSHES_TOGETHER_MAX, true));
        }
        if (mqtt.retire()) {
            LOG.infof("retiring: %s takes what the broker keeps for it and nothing new", mqtt.clientId());
        }
        takeTurn();
    }

    private void takeTurn() {
        if (!isOurTurn) {
            subscribed = false;
            unsubscribe();
            return;
        }
        subscribe().whenComplete((answer, failure) -> {
            subscribed = failure == null;
            if (failure != null) {
                LOG.errorf("the broker refuses the subscription: %s", failure.getMessage());
            }
        });
    }

    /** From both ways to have messages. */
    private CompletableFuture<?> unsubscribe() {
        return CompletableFuture.allOf(Stream.concat(TopicDecoder.UPLINK_FILTERS.stream(), Stream.of(all()))
                .flatMap(topics -> Stream.of(leave(topics), leave(shared(topics)))).toArray(CompletableFuture[]::new));
    }

    private String shared(String topics) {
        return "$share/" + mqtt.shareGroup().orElse(USUAL_GROUP) + "/" + topics;
    }

    /** Asking again changes nothing. */
    private CompletableFuture<?> subscribe() {
        if (mqtt.retire()) {
            return unsubscribe();
        }
        // each on its own, and not needed for being ready: a broker that knows no network server may refuse them
        TopicDecoder.UPLINK_FILTERS.forEach(uplinks -> subscribe(uplinks).exceptionally(failure -> {
            LOG.warnf("the broker refuses the subscription to %s: %s", uplinks, failure.getMessage());
            return null;
        }));
        return subscribe(all());
    }

    /** Everything below the root, so that a device with a wrong topic is found among the dead letters. */
    private String all() {
        return ingest.topicRoot() + "/#";
    }

    /** Of the two ways to have messages, alone and shared, the one that is not wanted may be left from before; with both, each message would come twice. */
    private CompletableFuture<?> subscribe(String topics) {
        String shared = shared(topics);
        if (mqtt.shareGroup().isPresent()) {
            return subscribeTo(shared).thenCompose(granted -> leave(topics));
        }
        return subscribeTo(topics).handle((granted, failure) -> failure instanceof Mqtt5SubAckException ? subscribeAsBefore(topics, shared)
                : failure == null ? leave(shared) : CompletableFuture.failedFuture(failure)).thenCompose(answer -> answer);
    }

    /** A broker whose accounts were made by a version that did nothing but share. */
    private CompletableFuture<?> subscribeAsBefore(String topics, String shared) {
        return subscribeTo(shared).thenCompose(granted -> {
            LOG.warnf("the broker lets us have %s by %s alone, which it forgets when it restarts: see docs/operations.md, Upgrading", topics, shared);
            return leave(topics);
        });
    }

    private CompletableFuture<?> subscribeTo(String filter) {
        // retained messages are repetitions: they came when they were published
        return client.subscribeWith().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).retainHandling(Mqtt5RetainHandling.DO_NOT_SEND).send();
    }

    /** Where the broker refuses it, it is said and nothing else waits for it: most have never had what they give up. */
    private CompletableFuture<?> leave(String filter) {
        return client.unsubscribeWith().topicFilter(filter).send().handle((answer, failure) -> {
            if (failure != null) {
                LOG.warnf("the subscription to %s could not be given up: %s", filter, failure.getMessage());
            }
            return answer;
        });
    }

    /** A batch can never be larger than what the broker sends without acknowledgement; Mosquitto's default of 20 would stifle it. */
    private void checkBounds(Mqtt5ConnAck connAck) {
        int inFlightMax = Math.min(connAck.getRestrictions().getReceiveMaximum(), mqtt.receiveMaximum());
        if (inFlightMax < ingest.batchSizeMax()) {
            LOG.warnf("the broker sends at most %d messages without acknowledgement, fewer than a batch of %d can hold: "
                    + "raise its max_inflight_messages", inFlightMax, ingest.batchSizeMax());
        }
    }

    private void onDisconnected(MqttClientDisconnectedContext context) {
        subscribed = false;
        if (context.getSource() == MqttDisconnectSource.USER) {
            return;
        }
        if (isTakenOver(context.getCause())) {
            // slowly, lest the two throw each other out without end
            context.getReconnector().delay(RECONNECT_LONGEST_MILLIS, TimeUnit.MILLISECONDS);
            LOG.errorf("another instance uses our client id %s: give each its own parkbridge.mqtt.client-id", mqtt.clientId());
        }
        LOG.warnf("no connection to the broker at %s (%s); trying again in %d ms", mqtt.url(), context.getCause().getMessage(),
                context.getReconnector().getDelay(TimeUnit.MILLISECONDS));
    }

    private static boolean isTakenOver(Throwable cause) {
        return cause instanceof Mqtt5DisconnectException e
                && e.getMqttMessage().getReasonCode() == Mqtt5DisconnectReasonCode.SESSION_TAKEN_OVER;
    }

    /** On the MQTT client's event loop: decodes and hands over, never blocks, never throws. */
    private void onMessage(Mqtt5Publish message) {
        Instant receivedAt = clock.instant();
        ledger.received();
        String topic = message.getTopic().toString();
        byte[] payload = message.getPayloadAsBytes();
        if (!quarantine.admits(topic, payload.length, receivedAt)) {
            ledger.quarantined();
            message.acknowledge();
            return;
        }
        Decoded decoded = decoder.decode(topic, payload, receivedAt);
        if (!inbox.addFromBroker(new Delivery(topic, payload, receivedAt, decoded, outcome -> message.acknowledge()))) {
            // only QoS 0 can find no room: of the others no more are on their way than the inbox holds
            ledger.dropped();
        }
    }
}
