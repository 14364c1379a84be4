package io.autoimport.test.ec2.internal.state;

import io.autoimport.test.ec2.model.ImageOptions;
import io.autoimport.test.ec2.model.SimulatedImage;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The images of a region, those of all accounts. A deregistered one stays known: instances may still refer to it. Thread-safe. */
public final class ImageCatalog {

    private final Ids ids;
    private final String region;
    private final AtomicInteger registered = new AtomicInteger();
    private final ConcurrentNavigableMap<String, SimulatedImage> images = new ConcurrentSkipListMap<>();

    ImageCatalog(Ids ids, String region) {
        this.ids = ids;
        this.region = region;
    }

    /** Registers an image. */
    public SimulatedImage register(String name, ImageOptions options) {
        String id = ids.derived("ami-", region + "/" + registered.getAndIncrement());
        SimulatedImage image = options.image(id, region, name);
        images.put(id, image);
        return image;
    }

    /** Finds an image, deregistered or not. */
    public Optional<SimulatedImage> find(String id) {
        return Optional.ofNullable(images.get(id));
    }

    /** Changes an image. */
    public Optional<SimulatedImage> change(String id, UnaryOperator<SimulatedImage> change) {
        return Optional.ofNullable(images.computeIfPresent(id, (key, image) -> change.apply(image)));
    }

    /** Lists a page of the images that a filter lets pass. */
    public Page<SimulatedImage> list(Cursor from, int limit, Predicate<SimulatedImage> filter) {
        PageCollector<SimulatedImage> collector = new PageCollector<>(limit, from);
        for (SimulatedImage image : images.tailMap(from.after(), false).values()) {
            if (filter.test(image) && !collector.add(image, Cursor.after(image.id()))) {
                break;
            }
        }
        return collector.page();
    }
}
