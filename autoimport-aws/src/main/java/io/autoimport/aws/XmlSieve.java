package io.autoimport.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps of a document the elements that somebody reads, while {@link XmlShape} tells where its tags are. What is left out
 * takes no parser: of the 150 elements of an instance, some 130 are. Text between elements and whatever is neither is kept.
 * Not thread-safe.
 */
final class XmlSieve implements XmlShape.Tags {

    /** Deep enough for all whose elements are told apart. */
    private static final int MAX_DEPTH = 16;

    private static final int NOWHERE = -1;

    private final @Nullable Elements[] within = new Elements[MAX_DEPTH];
    private byte[] kept = new byte[8 * 1024];
    private int keptLength;
    private byte[] bytes = {};
    private int keptFrom = NOWHERE;
    private byte[] name = new byte[64];
    private int nameLength;
    private int nameFrom = NOWHERE;
    private boolean bracketHeld;

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
        if (nameFrom != NOWHERE) {
            nameFrom = from;
        } else if (leavingOut == 0 && !bracketHeld) {
            keptFrom = from;
        }
    }

    @Override
    public void markupBegins(int at) {
        if (leavingOut == 0 && keepingAll == 0) {
            keepUntil(at);
            bracketHeld = true;
            nameLength = 0;
        }
    }

    @Override
    public void otherMarkup(int at) {
        if (bracketHeld) {
            bracketHeld = false;
            keep((byte) '<');
            keptFrom = at;
        }
    }

    @Override
    public void startTagBegins(int at) {
        if (bracketHeld) {
            bracketHeld = false;
            nameFrom = at;
        }
    }

    @Override
    public void startTagNamed(int at, int depth) {
        if (nameFrom == NOWHERE) {
            return;
        }
        holdName(at);
        nameFrom = NOWHERE;
        @Nullable Elements within = withinElement(depth);
        if (within == null) {
            leavingOut = depth;
            return;
        }
        if (within == Elements.ALL) {
            keepingAll = depth;
        } else {
            this.within[depth] = within;
        }
        keep((byte) '<');
        keep(name, 0, nameLength);
        keptFrom = at;
    }

    // Stray end tags lead out of the root, and a root that is too deep is none: a parser will say so.
    private @Nullable Elements withinElement(int depth) {
        if (depth < 1 || depth >= MAX_DEPTH) {
            return Elements.ALL;
        }
        @Nullable Elements parent = within[depth - 1];
        int colon = 0;
        for (int i = 0; i < nameLength; i++) {
            colon = name[i] == ':' ? i + 1 : colon;
        }
        return parent == null ? Elements.ALL : parent.within(name, colon, nameLength);
    }

    @Override
    public void elementEnded(int at, int depth) {
        if (leavingOut > Math.max(0, depth)) {
            leavingOut = 0;
            keptFrom = at + 1;
        } else if (keepingAll > Math.max(0, depth)) {
            keepingAll = 0;
        }
    }

    @Override
    public void end(int end) {
        if (nameFrom != NOWHERE) {
            holdName(end);
        }
        keepUntil(end);
    }

    /** There are no more bytes: keeps what is left of a tag of which it isn't known yet whether it is read. */
    void finish() {
        keptLength = 0;
        if (bracketHeld || nameFrom != NOWHERE) {
            keep((byte) '<');
            keep(name, 0, nameLength);
        }
        bracketHeld = false;
        nameFrom = NOWHERE;
        nameLength = 0;
    }

    private void holdName(int end) {
        int length = end - nameFrom;
        if (nameLength + length > name.length) {
            name = Arrays.copyOf(name, 2 * (nameLength + length));
        }
        System.arraycopy(bytes, nameFrom, name, nameLength, length);
        nameLength += length;
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
