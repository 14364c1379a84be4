package io.autoimport.aws;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is read within what EC2 itself allows: what is beyond it was not written by EC2, and nobody behind us is
 * prepared for it.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html">Tag restrictions</a>
 */
final class Ec2Text {

    /** The characters of a tag's key. A longer one would be another key if it were cut off. */
    private static final int MAX_TAG_KEY = 128;

    /** The characters of a tag's value. EC2's other texts are no longer. */
    static final int MAX = 256;

    private static final Pattern INSTANCE_ID = Pattern.compile("i-[0-9A-Za-z-]{1,60}");
    private static final Pattern IMAGE_ID = Pattern.compile("[0-9A-Za-z-]{1,64}");

    private Ec2Text() {}

    /** Whether a text can be the id of an instance, which ends up in keys, requests and logs. */
    static boolean isInstanceId(@Nullable String text) {
        return text != null && INSTANCE_ID.matcher(text).matches();
    }

    /** Whether a text can be the id of an image. */
    static boolean isImageId(@Nullable String text) {
        return text != null && IMAGE_ID.matcher(text).matches();
    }

    /** Whether a text can be the key of a tag. */
    static boolean isTagKey(@Nullable String text) {
        return text != null && isWithin(text, MAX_TAG_KEY);
    }

    /** The text, cut off where EC2's own would end at the latest. */
    static String shortened(String text) {
        return isWithin(text, MAX) ? text : text.substring(0, text.offsetByCodePoints(0, MAX));
    }

    // EC2 counts characters, of which some take two of Java's.
    private static boolean isWithin(String text, int max) {
        return text.length() <= max || text.codePointCount(0, text.length()) <= max;
    }

    static @Nullable String shortenedOrNull(@Nullable String text) {
        return text == null ? null : shortened(text);
    }
}
