package io.autoimport.test.ec2.model;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an image is to be like, beside its name. Not thread-safe. */
public final class ImageOptions {

    private static final String AMAZON = "137112412989";
    private static final String MARKETPLACE = "679593333241";

    private String ownerId;
    private @Nullable String ownerAlias;
    private boolean isPublic;
    private final Set<String> sharedWith = new LinkedHashSet<>();
    private @Nullable String description;
    private Instant creationDate;
    private @Nullable Instant deprecationTime;
    private final Map<String, String> tags = new LinkedHashMap<>();

    /**
     * The defaults: a private image without description and tags.
     *
     * @param ownerId the account that owns it
     * @param creationDate when it was made
     */
    public ImageOptions(String ownerId, Instant creationDate) {
        this.ownerId = ownerId;
        this.creationDate = creationDate;
    }

    /**
     * Gives the image to another account. Unless it is also public or shared, nobody else sees it.
     *
     * @param accountId twelve digits
     * @return this
     */
    public ImageOptions ownerId(String accountId) {
        this.ownerId = accountId;
        return this;
    }

    /**
     * Makes it a public image of Amazon's: the owner {@code amazon}.
     *
     * @return this
     */
    public ImageOptions ownedByAmazon() {
        this.ownerAlias = "amazon";
        return ownerId(AMAZON).publiclyShared();
    }

    /**
     * Makes it a public image of the AWS Marketplace: the owner {@code aws-marketplace}.
     *
     * @return this
     */
    public ImageOptions ownedByMarketplace() {
        this.ownerAlias = "aws-marketplace";
        return ownerId(MARKETPLACE).publiclyShared();
    }

    /**
     * Makes it public: every account sees it and may launch it.
     *
     * @return this
     */
    public ImageOptions publiclyShared() {
        this.isPublic = true;
        return this;
    }

    /**
     * Shares it with one account more.
     *
     * @param accountId twelve digits
     * @return this
     */
    public ImageOptions sharedWith(String accountId) {
        this.sharedWith.add(accountId);
        return this;
    }

    /**
     * Describes it.
     *
     * @param text any text
     * @return this
     */
    public ImageOptions description(String text) {
        this.description = text;
        return this;
    }

    /**
     * Says when it was made; otherwise: now, by the simulator's clock.
     *
     * @param time the time
     * @return this
     */
    public ImageOptions creationDate(Instant time) {
        this.creationDate = time;
        return this;
    }

    /**
     * Deprecates it.
     *
     * @param time since when, or from when on
     * @return this
     */
    public ImageOptions deprecatedAt(Instant time) {
        this.deprecationTime = time;
        return this;
    }

    /**
     * Adds a tag.
     *
     * @param key the key
     * @param value the value, may be empty
     * @return this
     */
    public ImageOptions tag(String key, String value) {
        this.tags.put(key, value);
        return this;
    }

    /**
     * Makes the image.
     *
     * @param id its id
     * @param region the region that holds it
     * @param name its name
     * @return the image
     */
    public SimulatedImage image(String id, String region, String name) {
        return new SimulatedImage(
                id,
                region,
                name,
                description,
                ownerId,
                ownerAlias,
                isPublic,
                Set.copyOf(sharedWith),
                creationDate,
                deprecationTime,
                false,
                Map.copyOf(tags));
    }
}
