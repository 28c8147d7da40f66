package io.parkbridge.firmware.sensor;

/** Noise as a function of what it belongs to: the same whenever it is asked for, unlike a stream of random numbers. */
final class Hashes {

    private Hashes() {
    }

    /** SplitMix64's finaliser (Steele, Lea, Flood 2014). */
    static long mix(long seed, long of) {
        long z = seed + 0x9e3779b97f4a7c15L * (of + 1);
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Evenly in -1..1. */
    static double signed(long seed, long of) {
        return (mix(seed, of) >> 11) * 0x1.0p-52;
    }
}
