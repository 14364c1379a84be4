package io.autoimport.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps of a document the elements that somebody reads, while {@link XmlShape} tells where its tags are. What is left out
 * takes no parser: of the 150 elements of an instance, some 130 are. Text between elements and whatever is neither is kept.
 * Not thread-safe.
 */
final class XmlSieve implements XmlShape.Tags {

    private static final int NOWHERE = -1;

    private final @Nullable Elements[] within = new Elements[XmlShape.MAX_DEPTH + 1];
    private byte[] kept = new byte[8 * 1024];
    private int keptLength;
    private byte[] bytes = {};
    private int keptFrom = NOWHERE;

    /** Whether a tag has begun of which it isn't known yet whether it is kept. */
    private boolean tagHeld;

    /** The depth of the element that is left out, or kept, with all that is within; zero if none is. */
    private int leavingOut;

    private int keepingAll;

    /**
     * Begins.
     *
     * @param document which elements are read of a document
     */
    XmlSieve(Elements document) {
        within[0] = document;
    }

    /** Takes what was kept since this was last asked: the array is filled anew by the next bytes. */
    byte[] kept() {
        return kept;
    }

    /** How much of it. */
    int keptLength() {
        return keptLength;
    }

    @Override
    public void begin(byte[] next, int from) {
        bytes = next;
        keptLength = 0;
        if (leavingOut == 0 && !tagHeld) {
            keptFrom = from;
        }
    }

    @Override
    public void markupBegins(int at) {
        if (leavingOut == 0 && keepingAll == 0) {
            keepUntil(at);
            tagHeld = true;
        }
    }

    @Override
    public void otherMarkup(int at) {
        if (tagHeld) {
            tagHeld = false;
            keep((byte) '<');
            keptFrom = at;
        }
    }

    @Override
    public void startTagNamed(int at, OpenElements open) {
        if (!tagHeld) {
            return;
        }
        tagHeld = false;
        int depth = open.depth();
        @Nullable Elements ofThis = ofElement(open);
        if (ofThis == null) {
            leavingOut = depth;
            return;
        }
        if (ofThis == Elements.ALL) {
            keepingAll = depth;
        } else {
            within[depth] = ofThis;
        }
        keep((byte) '<');
        keep(open.names(), open.nameFrom(), open.nameEnd() - open.nameFrom());
        keptFrom = at;
    }

    private @Nullable Elements ofElement(OpenElements open) {
        int local = open.nameFrom();
        for (int i = local; i < open.nameEnd(); i++) {
            local = open.names()[i] == ':' ? i + 1 : local;
        }
        return Objects.requireNonNull(within[open.depth() - 1]).within(open.names(), local, open.nameEnd());
    }

    @Override
    public void elementEnded(int at, int depth) {
        if (leavingOut > depth) {
            leavingOut = 0;
            keptFrom = at + 1;
        } else if (keepingAll > depth) {
            keepingAll = 0;
        }
    }

    @Override
    public void end(int end) {
        keepUntil(end);
    }

    /** There are no more bytes: lets a tag be seen that has begun and not ended. */
    void finish() {
        keptLength = 0;
        if (tagHeld) {
            tagHeld = false;
            keep((byte) '<');
        }
    }

    private void keepUntil(int end) {
        if (keptFrom != NOWHERE) {
            keep(bytes, keptFrom, end - keptFrom);
            keptFrom = NOWHERE;
        }
    }

    private void keep(byte b) {
        makeRoom(1);
        kept[keptLength++] = b;
    }

    private void keep(byte[] from, int offset, int length) {
        makeRoom(length);
        System.arraycopy(from, offset, kept, keptLength, length);
        keptLength += length;
    }

    private void makeRoom(int length) {
        if (keptLength + length > kept.length) {
            kept = Arrays.copyOf(kept, 2 * (keptLength + length));
        }
    }

    /** Which elements within an element are read. Immutable. */
    static final class Elements {

        /** All there are. */
        static final Elements ALL = new Elements(Map.of(), null);

        private final byte[][] names;
        private final Elements[] named;
        private final @Nullable Elements any;

        private Elements(Map<String, Elements> named, @Nullable Elements any) {
            this.names =
                    named.keySet().stream().map(name -> name.getBytes(US_ASCII)).toArray(byte[][]::new);
            this.named = named.values().toArray(Elements[]::new);
            this.any = any;
        }

        /** Those of any name, and of each of them these. */
        static Elements any(Elements within) {
            return new Elements(Map.of(), within);
        }

        /** Those of these names, and all that is within them. */
        static Elements named(String... names) {
            Map<String, Elements> all = new HashMap<>();
            Arrays.asList(names).forEach(name -> all.put(name, ALL));
            return new Elements(all, null);
        }

        /** Those of one more name, and of each of them these. */
        Elements and(String name, Elements within) {
            Map<String, Elements> all = new HashMap<>();
            for (int i = 0; i < names.length; i++) {
                all.put(new String(names[i], US_ASCII), named[i]);
            }
            all.put(name, within);
            return new Elements(all, null);
        }

        /** What is read of an element of this name; null if it is not read at all. */
        @Nullable
        Elements within(byte[] bytes, int from, int end) {
            if (any != null) {
                return any;
            }
            for (int i = 0; i < names.length; i++) {
                if (Arrays.equals(names[i], 0, names[i].length, bytes, from, end)) {
                    return named[i];
                }
            }
            return null;
        }
    }
}
