package io.autoimport.test.ec2.internal.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a listing.
 *
 * @param items what is on it
 * @param next where the listing goes on, or null if it ends here
 */
public record Page<T>(List<T> items, @Nullable Cursor next) {

    /** Copies the items. */
    public Page {
        items = List.copyOf(items);
    }
}
