package io.parkbridge.firmware.cars;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** Events day by day, each day planned when it is reached, for ever. */
final class Days implements Iterator<Event> {

    private final Function<LocalDate, List<Event>> plan;
    private LocalDate nextDay;
    private Iterator<Event> day = Collections.emptyIterator();

    Days(LocalDate firstDay, Function<LocalDate, List<Event>> plan) {
        this.nextDay = firstDay;
        this.plan = plan;
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public Event next() {
        while (!day.hasNext()) {
            List<Event> events = plan.apply(nextDay);
            events.sort(Event.IN_ORDER);
            day = events.iterator();
            nextDay = nextDay.plusDays(1);
        }
        return day.next();
    }
}
