package io.parkbridge.firmware.link;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

import io.parkbridge.firmware.site.Site;

/**
 * All connections of a site. A sensor always speaks over the same one, so its messages stay in order. One thread sends; {@link #send} may
 * wait.
 */
public final class Links implements AutoCloseable {

    private static final int REMEMBERED = 400_000;
    private static final int REMEMBERED_LEAST = 1_000;
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final Counts counts = new Counts();
    private final List<Gateway> gateways;
    private final String[] occupancyTopics;
    private final String[] heartbeatTopics;

    /**
     * @param clients codes of the devices that connect, each with a status topic of its own: the site's gateways, or all its sensors
     * @param out     for notices
     */
    public Links(Broker broker, Site site, List<String> clients, PrintStream out) {
        Topics topics = new Topics(site.facility());
        Notices notices = new Notices(broker, out);
        int remembered = Math.max(REMEMBERED_LEAST, REMEMBERED / clients.size());
        gateways = clients.stream()
                .map(client -> new Gateway(broker, client, topics.status(client), counts, remembered, notices)).toList();
        occupancyTopics = site.bays().stream().map(bay -> topics.of(bay.device(), "occupancy")).toArray(String[]::new);
        heartbeatTopics = site.bays().stream().map(bay -> topics.of(bay.device(), "heartbeat")).toArray(String[]::new);
    }

    /** Connects all and waits for it. @throws BrokerRefused where the broker does not want us */
    public void open() throws InterruptedException {
        gateways.forEach(Gateway::start);
        for (Gateway gateway : gateways) {
            gateway.awaitOpen();
        }
    }

    /** @param bay index in the site's list of bays */
    public void sendOccupancy(int bay, byte[] payload) throws InterruptedException {
        gateways.get(bay % gateways.size()).send(occupancyTopics[bay], payload, counts.occupancy);
    }

    /** @param bay index in the site's list of bays */
    public void sendHeartbeat(int bay, byte[] payload) throws InterruptedException {
        gateways.get(bay % gateways.size()).send(heartbeatTopics[bay], payload, counts.heartbeats);
    }

    public Counts counts() {
        return counts;
    }

    /** Waits up to ten seconds for what is on its way and takes leave of the broker. */
    @Override
    public void close() throws InterruptedException {
        long deadline = System.nanoTime() + FAREWELL.toNanos();
        for (Gateway gateway : gateways) {
            gateway.close(deadline);
        }
    }
}
