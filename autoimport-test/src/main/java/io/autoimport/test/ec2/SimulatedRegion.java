package io.autoimport.test.ec2;

import io.autoimport.test.ec2.internal.state.Cloud;
import io.autoimport.test.ec2.internal.state.ImageCatalog;
import io.autoimport.test.ec2.internal.state.InstanceTransition;
import io.autoimport.test.ec2.internal.state.RegionState;
import io.autoimport.test.ec2.internal.state.Visibility;
import io.autoimport.test.ec2.model.ImageOptions;
import io.autoimport.test.ec2.model.LaunchOptions;
import io.autoimport.test.ec2.model.SimulatedImage;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A region as one account sees it: what is done here happens without a request, and what is read here is the truth,
 * without lags. Thread-safe.
 */
public final class SimulatedRegion {

    private final String accountId;
    private final String name;
    private final Cloud cloud;
    private final RegionChanges changes;

    SimulatedRegion(String accountId, String name, Cloud cloud) {
        this.accountId = accountId;
        this.name = name;
        this.cloud = cloud;
        this.changes = new RegionChanges(accountId, name, cloud);
    }

    /**
     * The name of the region.
     *
     * @return for example {@code us-east-1}
     */
    public String name() {
        return name;
    }

    /**
     * Registers a private image of this account.
     *
     * @param imageName the AMI's name; need not be unique
     * @return the image
     */
    public SimulatedImage registerImage(String imageName) {
        return registerImage(imageName, options -> {});
    }

    /**
     * Registers an image in this region.
     *
     * @param imageName the AMI's name; need not be unique
     * @param options what it is to be like
     * @return the image
     */
    public SimulatedImage registerImage(String imageName, Consumer<ImageOptions> options) {
        ImageOptions chosen = new ImageOptions(accountId, now());
        options.accept(chosen);
        return images().register(imageName, chosen);
    }

    /**
     * Finds an image of any account in this region.
     *
     * @param imageId the id
     * @return the image, deregistered or not
     */
    public Optional<SimulatedImage> findImage(String imageId) {
        return images().find(imageId);
    }

    /**
     * Deregisters an image, whoever owns it. Its instances live on.
     *
     * @param imageId the id
     * @return the image as it is now
     * @throws IllegalArgumentException if there is no such image
     */
    public SimulatedImage deregisterImage(String imageId) {
        return changes.changeImage(imageId, SimulatedImage::asDeregistered);
    }

    /**
     * Deprecates an image from now on.
     *
     * @param imageId the id
     * @return the image as it is now
     * @throws IllegalArgumentException if there is no such image
     */
    public SimulatedImage deprecateImage(String imageId) {
        return changes.changeImage(imageId, image -> image.deprecatedAt(now()));
    }

    /**
     * Makes an image private: from now on only its owner sees it. Its instances live on.
     *
     * @param imageId the id
     * @return the image as it is now
     * @throws IllegalArgumentException if there is no such image
     */
    public SimulatedImage makeImagePrivate(String imageId) {
        return changes.changeImage(imageId, SimulatedImage::asPrivate);
    }

    /**
     * Launches one instance.
     *
     * @param image what to launch
     * @return the instance, running
     * @throws IllegalArgumentException if the image belongs to another region
     */
    public SimulatedInstance launch(SimulatedImage image) {
        return launch(image, 1).get(0);
    }

    /**
     * Launches instances in one reservation.
     *
     * @param image what to launch
     * @param count how many, one or more
     * @return the instances, running
     * @throws IllegalArgumentException if the image belongs to another region, or the count is below one
     */
    public List<SimulatedInstance> launch(SimulatedImage image, int count) {
        return launch(image, count, options -> {});
    }

    /**
     * Launches instances in one reservation.
     *
     * @param image what to launch
     * @param count how many, one or more
     * @param options what they are to be like
     * @return the instances
     * @throws IllegalArgumentException if the image belongs to another region, or the count is below one
     */
    public List<SimulatedInstance> launch(SimulatedImage image, int count, Consumer<LaunchOptions> options) {
        return state().launch(checked(image, count), count, chosen(options));
    }

    /**
     * Launches a fleet that is generated, not stored: its instances are computed when they are asked for, so that a
     * million of them need no memory. Each of them can be changed like any other.
     *
     * @param image what to launch
     * @param count how many, one or more
     * @throws IllegalArgumentException if the image belongs to another region, or the count is below one
     */
    public void launchFleet(SimulatedImage image, int count) {
        launchFleet(image, count, options -> {});
    }

    /**
     * Launches a generated fleet, as {@link #launchFleet(SimulatedImage, int)} does.
     *
     * @param image what to launch
     * @param count how many, one or more
     * @param options what they are to be like
     * @throws IllegalArgumentException if the image belongs to another region, or the count is below one
     */
    public void launchFleet(SimulatedImage image, int count, Consumer<LaunchOptions> options) {
        state().launchFleet(checked(image, count), count, chosen(options));
    }

    /**
     * All instances of the account in this region, those included that were terminated within the last hour.
     *
     * @return a stream that computes the instances of fleets as it goes
     */
    public Stream<SimulatedInstance> instances() {
        return state().instances(truth());
    }

    /**
     * Finds an instance.
     *
     * @param instanceId the id
     * @return the instance as it is now
     */
    public Optional<SimulatedInstance> find(String instanceId) {
        return state().find(instanceId, truth());
    }

    /**
     * Terminates an instance. It stays visible for an hour.
     *
     * @param instanceId the id
     * @return the instance as it is now
     * @throws IllegalArgumentException if there is no such instance
     */
    public SimulatedInstance terminate(String instanceId) {
        return changes.change(instanceId, InstanceTransition.TERMINATE);
    }

    /**
     * Stops an instance; a terminated one stays as it is.
     *
     * @param instanceId the id
     * @return the instance as it is now
     * @throws IllegalArgumentException if there is no such instance
     */
    public SimulatedInstance stop(String instanceId) {
        return changes.change(instanceId, InstanceTransition.STOP);
    }

    /**
     * Starts an instance; a terminated one stays as it is. Its launch time is now, and its public address, if it is one
     * that has any, another than before.
     *
     * @param instanceId the id
     * @return the instance as it is now
     * @throws IllegalArgumentException if there is no such instance
     */
    public SimulatedInstance start(String instanceId) {
        return changes.change(instanceId, InstanceTransition.START);
    }

    /**
     * Changes the type of a stopped instance.
     *
     * @param instanceId the id
     * @param type for example {@code c5.4xlarge}
     * @return the instance as it is now
     * @throws IllegalArgumentException if there is no such instance
     * @throws IllegalStateException if it is not stopped; EC2 refuses that, too
     */
    public SimulatedInstance changeType(String instanceId, String type) {
        return changes.change(instanceId, instance -> instance.withType(type));
    }

    /**
     * Adds a tag to an instance, or changes it.
     *
     * @param instanceId the id
     * @param key the key
     * @param value the value, may be empty
     * @return the instance as it is now
     * @throws IllegalArgumentException if there is no such instance
     */
    public SimulatedInstance tag(String instanceId, String key, String value) {
        return changes.changeTags(instanceId, tags -> tags.put(key, value));
    }

    /**
     * Removes a tag from an instance.
     *
     * @param instanceId the id
     * @param key the key
     * @return the instance as it is now
     * @throws IllegalArgumentException if there is no such instance
     */
    public SimulatedInstance untag(String instanceId, String key) {
        return changes.changeTags(instanceId, tags -> tags.remove(key));
    }

    private String checked(SimulatedImage image, int count) {
        if (!image.region().equals(name)) {
            throw new IllegalArgumentException("The image " + image.id() + " belongs to " + image.region()
                    + " and can't be launched in " + name + "; register one there");
        }
        if (count < 1) {
            throw new IllegalArgumentException("A launch has at least one instance, not " + count);
        }
        return image.id();
    }

    private LaunchOptions.Launch chosen(Consumer<LaunchOptions> options) {
        LaunchOptions chosen = new LaunchOptions();
        options.accept(chosen);
        return chosen.toLaunch(now());
    }

    private Visibility truth() {
        return Visibility.complete(now());
    }

    private Instant now() {
        return cloud.clock().instant();
    }

    private RegionState state() {
        return cloud.region(accountId, name);
    }

    private ImageCatalog images() {
        return cloud.images(name);
    }
}
