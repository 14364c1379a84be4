package io.autoimport.test.ec2.internal.state;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Ids that look random, are never given twice, and can be read back: an instance's id is its place (scope, group,
 * index), scrambled by a bijection of 64 bits. So a fleet finds an instance by its id without holding any.
 */
public final class Ids {

    private static final long FIRST = 0xff51afd7ed558ccdL;
    private static final long SECOND = 0xc4ceb9fe1a85ec53L;
    private static final long FIRST_INVERSE = inverse(FIRST);
    private static final long SECOND_INVERSE = inverse(SECOND);
    private static final String INSTANCE = "i-0";
    private static final Pattern INSTANCE_ID = Pattern.compile("i-0[0-9a-f]{16}");

    private final long key;

    /** Other seeds give other ids. */
    public Ids(long seed) {
        this.key = scramble(seed + 1);
    }

    /**
     * Where an instance was made.
     *
     * @param scope the account and the region, 20 bits
     * @param group the fleet, or zero for instances that are stored one by one; 12 bits
     * @param index the number within the group
     */
    public record Place(int scope, int group, int index) {}

    /** The id of the instance at a place. */
    public String instance(Place place) {
        long value = (long) place.scope() << 44 | (long) place.group() << 32 | Integer.toUnsignedLong(place.index());
        return INSTANCE + HexFormat.of().toHexDigits(scramble(value ^ key));
    }

    /** The place of the instance with this id; some place or other if the id is not one of ours. */
    public Place placeOf(String instanceId) {
        if (!INSTANCE_ID.matcher(instanceId).matches()) {
            return new Place(-1, -1, -1);
        }
        long value =
                unscramble(HexFormat.fromHexDigitsToLong(instanceId, INSTANCE.length(), instanceId.length())) ^ key;
        return new Place((int) (value >>> 44), (int) (value >>> 32) & 0xfff, (int) value);
    }

    /** An id of another kind of thing, always the same for the same name. */
    public String derived(String prefix, String name) {
        return prefix + "0" + HexFormat.of().toHexDigits(scramble(hash(name) ^ key));
    }

    /** Sixty-four bits that depend on every character of a text. */
    public static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return scramble(hash);
    }

    /** A bijection that spreads every bit of the value over all bits (the finalizer of MurmurHash3). */
    public static long scramble(long value) {
        long x = (value ^ value >>> 33) * FIRST;
        x = (x ^ x >>> 33) * SECOND;
        return x ^ x >>> 33;
    }

    private static long unscramble(long value) {
        long x = (value ^ value >>> 33) * SECOND_INVERSE;
        x = (x ^ x >>> 33) * FIRST_INVERSE;
        return x ^ x >>> 33;
    }

    /** Newton's iteration modulo 2^64: each step doubles the number of correct bits. */
    private static long inverse(long odd) {
        long inverse = odd;
        for (int step = 0; step < 5; step++) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }
}
