package io.parkbridge.firmware.cars;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import io.parkbridge.firmware.cars.Event.Kind;

/**
 * One car park on one day: arrivals and departures such that at given instants exactly given numbers of bays are occupied, with turnover in
 * between. Begins empty; every sensor starts with the day. The same seed gives the same day.
 */
final class CarParkDay {

    /** Before an instant nothing moves, so that every sensor has made up its mind by then, however slow its clock. */
    private static final long SETTLED_BEFORE_MILLIS = 60_000;
    private static final long SETTLED_AFTER_MILLIS = 15_000;
    /** A bay is left alone this long after a movement; sensors need a few seconds. */
    private static final long UNTOUCHED_MILLIS = 90_000;
    private static final double TURNOVER_PER_HALF_HOUR = 0.08;
    private static final long HALF_HOUR_MILLIS = 1_800_000;
    private static final int CHOICES = 12;

    private final SplittableRandom random;
    private final int firstBay;
    private final int[] free;
    private final int[] occupied;
    private final long[] movedAt;
    private int count;
    private final List<Event> events = new ArrayList<>();

    /**
     * @param firstBay index of its first bay
     * @param beganAt  when the day begins; sensors start within {@code spread} milliseconds
     */
    CarParkDay(long seed, int firstBay, int capacity, long beganAt, long spread) {
        this.random = new SplittableRandom(seed);
        this.firstBay = firstBay;
        this.free = new int[capacity];
        this.occupied = new int[capacity];
        this.movedAt = new long[capacity];
        Arrays.setAll(free, bay -> bay);
        for (int bay = 0; bay < capacity; bay++) {
            movedAt[bay] = beganAt + random.nextLong(spread);
            events.add(new Event(movedAt[bay], firstBay + bay, Kind.START, false));
        }
    }

    /** Fills or empties it to {@code target} occupied bays at {@code to}, beginning at {@code from}. */
    void reach(int target, long from, long to) {
        long first = from + SETTLED_AFTER_MILLIS;
        long last = to - SETTLED_BEFORE_MILLIS;
        if (last <= first) {
            throw new IllegalArgumentException("no time to move a car between " + from + " and " + to);
        }
        int net = target - count;
        int turnover = (int) Math.round(Math.min(count, target) * TURNOVER_PER_HALF_HOUR * (to - from) / HALF_HOUR_MILLIS
                * random.nextDouble(0.5, 1.5));
        int arrivals = Math.max(net, 0) + turnover;
        int departures = Math.max(-net, 0) + turnover;
        for (long at : times(arrivals + departures, first, last)) {
            boolean arrives = departures == 0 || count == 0
                    || arrivals > 0 && count < free.length && random.nextInt(arrivals + departures) < arrivals;
            if (arrives) {
                arrivals--;
                arrive(at);
            } else {
                departures--;
                depart(at);
            }
        }
    }

    private long[] times(int n, long first, long last) {
        long[] times = new long[n];
        for (int i = 0; i < n; i++) {
            times[i] = random.nextLong(first, last);
        }
        Arrays.sort(times);
        return times;
    }

    private void arrive(long at) {
        int freeCount = free.length - count;
        move(free, choose(free, freeCount, at, true), freeCount, occupied, count, at, true);
        count++;
    }

    private void depart(long at) {
        move(occupied, choose(occupied, count, at, false), count, free, free.length - count, at, false);
        count--;
    }

    private void move(int[] from, int chosen, int fromCount, int[] to, int toCount, long at, boolean arrives) {
        int bay = from[chosen];
        from[chosen] = from[fromCount - 1];
        to[toCount] = bay;
        movedAt[bay] = at;
        events.add(new Event(at, firstBay + bay, Kind.MOVEMENT, arrives));
    }

    /** Drivers take the first bays from the entrance rather than any. */
    private int choose(int[] pool, int size, long at, boolean nearTheEntrance) {
        int chosen = -1;
        for (int i = 0; i < CHOICES && (chosen < 0 || nearTheEntrance && i < 3); i++) {
            int candidate = random.nextInt(size);
            if (at - movedAt[pool[candidate]] >= UNTOUCHED_MILLIS && (chosen < 0 || pool[candidate] < pool[chosen])) {
                chosen = candidate;
            }
        }
        return chosen >= 0 ? chosen : longestUntouched(pool, size);
    }

    private int longestUntouched(int[] pool, int size) {
        int longest = 0;
        for (int i = 1; i < size; i++) {
            longest = movedAt[pool[i]] < movedAt[pool[longest]] ? i : longest;
        }
        return longest;
    }

    /** In no particular order. */
    List<Event> events() {
        return events;
    }
}
