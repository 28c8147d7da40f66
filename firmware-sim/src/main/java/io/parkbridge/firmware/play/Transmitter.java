package io.parkbridge.firmware.play;

/** Takes what sensors send. May wait, for as long as the broker is away. */
public interface Transmitter {

    /** @param bay index in the site's list of bays */
    void occupancy(int bay, byte[] payload) throws InterruptedException;

    /** @param bay index in the site's list of bays */
    void heartbeat(int bay, byte[] payload) throws InterruptedException;
}
