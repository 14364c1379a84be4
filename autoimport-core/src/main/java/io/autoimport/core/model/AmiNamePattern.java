package io.autoimport.core.model;

/**
 * An AMI name as EC2's {@code name} filter understands it: {@code *} stands for any number of characters,
 * {@code ?} for exactly one, a backslash takes the meaning from the character behind it. Case-sensitive, and
 * anchored at both ends.
 *
 * @param value the pattern, 1 to 255 characters
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html">Filtering in EC2</a>
 */
public record AmiNamePattern(String value) {

    /** The longest filter value that EC2 takes. */
    public static final int MAX_LENGTH = 255;

    /**
     * Checks the pattern.
     *
     * @throws IllegalArgumentException if the pattern is blank or longer than {@value #MAX_LENGTH} characters
     */
    public AmiNamePattern {
        Text.required(value, "An AMI name");
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "An AMI name has at most " + MAX_LENGTH + " characters, this one has " + value.length());
        }
    }

    /**
     * Tells whether the pattern is made of wildcards alone, so that at most the length of a name could exclude it.
     *
     * @return whether the pattern says nothing of the characters of a name
     */
    public boolean isWildcardsOnly() {
        return value.chars().allMatch(c -> c == '*' || c == '?');
    }

    /**
     * Tells whether a name matches. Takes time proportional to the product of both lengths at worst.
     *
     * @param name the whole name of an AMI
     * @return whether it matches from its first to its last character
     */
    public boolean matches(String name) {
        int p = 0;
        int n = 0;
        int starAt = -1;
        int resumeAt = 0;
        while (n < name.length()) {
            if (p < value.length() && value.charAt(p) == '*') {
                starAt = p++;
                resumeAt = n;
            } else if (p < value.length() && matchesOne(p, name.charAt(n))) {
                p += width(p);
                n++;
            } else if (starAt >= 0) {
                p = starAt + 1;
                n = ++resumeAt;
            } else {
                return false;
            }
        }
        while (p < value.length() && value.charAt(p) == '*') {
            p++;
        }
        return p == value.length();
    }

    private boolean matchesOne(int position, char c) {
        char expected = value.charAt(position);
        if (expected == '?') {
            return true;
        }
        return width(position) == 2 ? value.charAt(position + 1) == c : expected == c;
    }

    private int width(int position) {
        return value.charAt(position) == '\\' && position + 1 < value.length() ? 2 : 1;
    }

    @Override
    public String toString() {
        return value;
    }
}
