package io.parkbridge.firmware.cars;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
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
    private static final long WAITING_MILLIS = 5_000;
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
        // a full car park first loses cars and then gains some, so no bay is left and taken in the same breath
        PriorityQueue<Move> moves = new PriorityQueue<>();
        draw(moves, arrivals, true, Math.min(first + UNTOUCHED_MILLIS, last - 1), last);
        draw(moves, departures, false, first, Math.max(first + 1, last - UNTOUCHED_MILLIS));
        while (!moves.isEmpty()) {
            make(moves.remove(), moves, last);
        }
    }

    private record Move(long atMillis, boolean arrives) implements Comparable<Move> {
        @Override
        public int compareTo(Move other) {
            return Long.compare(atMillis, other.atMillis);
        }
    }

    private void draw(PriorityQueue<Move> moves, int n, boolean arrive, long first, long last) {
        for (int i = 0; i < n; i++) {
            moves.add(new Move(random.nextLong(first, last), arrive));
        }
    }

    /** A driver who finds no bay, or none that has been left alone long enough, waits; no longer than {@code last}. */
    private void make(Move move, PriorityQueue<Move> moves, long last) {
        int[] pool = move.arrives ? free : occupied;
        int size = move.arrives ? free.length - count : count;
        long at = move.atMillis;
        int chosen = size == 0 ? -1 : choose(pool, size, at, move.arrives);
        long possibleAt = size == 0 ? at + WAITING_MILLIS : Math.max(at, movedAt[pool[chosen]] + UNTOUCHED_MILLIS);
        if (size == 0 || possibleAt > at && possibleAt < last) {
            moves.add(new Move(possibleAt, move.arrives));
        } else if (move.arrives) {
            arrive(at, chosen);
        } else {
            depart(at, chosen);
        }
    }

    private void arrive(long at, int chosen) {
        move(free, chosen, free.length - count, occupied, count, at, true);
        count++;
    }

    private void depart(long at, int chosen) {
        move(occupied, chosen, count, free, free.length - count, at, false);
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
