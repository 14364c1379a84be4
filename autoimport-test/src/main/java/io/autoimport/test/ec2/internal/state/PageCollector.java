package io.autoimport.test.ec2.internal.state;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills a page, and looks one item further to know whether another page follows. */
final class PageCollector<T> {

    private final int limit;
    private final List<T> items = new ArrayList<>();
    private Cursor last;
    private @Nullable Cursor next;

    PageCollector(int limit, Cursor from) {
        this.limit = limit;
        this.last = from;
    }

    /** Takes an item and the place behind it; answers whether there is need for more. */
    boolean add(T item, Cursor behind) {
        if (items.size() == limit) {
            next = last;
            return false;
        }
        items.add(item);
        last = behind;
        return true;
    }

    Page<T> page() {
        return new Page<>(items, next);
    }
}
