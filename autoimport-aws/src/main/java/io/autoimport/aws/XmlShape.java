package io.autoimport.aws;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows the markup of a document byte by byte, ahead of the SDK's parser, which makes objects of whatever it gets: it
 * calls itself for each level, and needs some 200 bytes of memory for an element of four. Not thread-safe.
 *
 * <p>Knows encodings only in which markup is ASCII and nothing else looks like it, and refuses the rest. Refuses tags, too, that
 * don't nest: nobody else looks at those of an element that {@link XmlSieve} leaves out.
 */
final class XmlShape {

    /** EC2's answers are some ten levels deep. */
    static final int MAX_DEPTH = 100;

    /** A page of 1,000 instances has some 150,000 elements, or 600,000 with all tags and network interfaces there can be. */
    static final int MAX_ELEMENTS = 1_000_000;

    private static final int MAX_DECLARATION = 200;
    private static final Pattern ENCODING = Pattern.compile("encoding\\s*=\\s*[\"']([^\"']*)[\"']");
    private static final Set<String> ENCODINGS = Set.of("utf-8", "us-ascii");

    /** The bytes that a name is made of; beyond ASCII all of them are taken for some. */
    private static final boolean[] OF_NAME = new boolean[256];

    static {
        Arrays.fill(OF_NAME, 0x80, 0x100, true);
        for (char c : "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._:".toCharArray()) {
            OF_NAME[c] = true;
        }
    }

    private enum Inside {
        PROLOG,
        TEXT,
        MARKUP,
        DECLARATION,
        NAME,
        START_TAG,
        SINGLE_QUOTES,
        DOUBLE_QUOTES,
        END_NAME,
        END_TAG,
        INSTRUCTION,
        COMMENT_START,
        COMMENT,
        CDATA,
        EPILOG
    }

    /** Is told where the tags of a document are. All places are within the bytes at hand. */
    interface Tags {

        /** Does not care. */
        Tags NONE = new Tags() {};

        /** Begins with the next bytes. */
        default void begin(byte[] bytes, int from) {}

        /** Here a bracket opens. */
        default void markupBegins(int at) {}

        /** The bracket before belongs to an end tag, a comment or the like, and to no start tag. */
        default void otherMarkup(int at) {}

        /** Here the name of a start tag has ended, that of the innermost of these. */
        default void startTagNamed(int at, OpenElements open) {}

        /** With this byte an element ends, and what follows is within one of this depth. */
        default void elementEnded(int at, int depth) {}

        /** Here the bytes end. */
        default void end(int end) {}
    }

    private final String answer;
    private final Tags tags;
    private final StringBuilder firstInstruction = new StringBuilder();
    private Inside inside = Inside.PROLOG;
    private final OpenElements open = new OpenElements(MAX_DEPTH);
    private boolean firstInstructionRead;
    private int elements;
    private int last;
    private int beforeLast;

    /**
     * Follows an answer.
     *
     * @param answer what it is called where it is refused
     * @param tags is told where they are
     */
    XmlShape(String answer, Tags tags) {
        this.answer = answer;
        this.tags = tags;
    }

    /**
     * Takes the next bytes.
     *
     * @throws AnswerRefusedException if no answer of AWS goes on like this
     */
    void next(byte[] bytes, int from, int length) {
        int end = from + length;
        tags.begin(bytes, from);
        int i = passed(bytes, from, end);
        while (i < end) {
            next(bytes[i] & 0xff, i);
            i = passed(bytes, i + 1, end);
        }
        tags.end(end);
    }

    // Nine bytes of ten are within a text or a tag, and neither begin nor end anything.
    private int passed(byte[] bytes, int from, int end) {
        int i = from;
        switch (inside) {
            case TEXT -> {
                while (i < end && bytes[i] != '<' && bytes[i] != 0) {
                    i++;
                }
            }
            case NAME -> {
                i = endOfName(bytes, from, end);
                if (!open.name(bytes, from, i)) {
                    throw refused("NotXml", "has a tag whose name is too long");
                }
            }
            case END_NAME -> {
                i = Math.min(end, from + open.endNameRest());
                if (!open.endName(bytes, from, i)) {
                    throw notNested();
                }
            }
            case START_TAG -> {
                while (i < end && isWithinTag(bytes[i])) {
                    i++;
                }
            }
            case EPILOG -> i = end;
            default -> {}
        }
        if (i > from) {
            last = bytes[i - 1] & 0xff;
        }
        return i;
    }

    private static int endOfName(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && isOfName(bytes[i])) {
            i++;
        }
        return i;
    }

    private static boolean isOfName(byte b) {
        return OF_NAME[b & 0xff];
    }

    private static boolean startsName(byte b) {
        return isOfName(b) && b != '-' && b != '.' && (b < '0' || b > '9');
    }

    private static boolean isWithinTag(byte b) {
        return b != '>' && b != '"' && b != '\'' && b != '<' && b != 0;
    }

    private void next(int b, int at) {
        if (b == 0) {
            throw notUtf8();
        }
        switch (inside) {
            case PROLOG -> prolog(b, at);
            case TEXT -> markupBegins(at);
            case MARKUP -> markup(b, at);
            case DECLARATION -> declaration(b);
            case NAME -> {
                if (b != '>' && b != '/' && !isSpace(b)) {
                    throw notNested();
                }
                tags.startTagNamed(at, open);
                inside = Inside.START_TAG;
                startTag(b, at);
            }
            case START_TAG -> startTag(b, at);
            case SINGLE_QUOTES -> goOnAt(b == '\'', Inside.START_TAG);
            case DOUBLE_QUOTES -> goOnAt(b == '"', Inside.START_TAG);
            case END_NAME -> {
                inside = Inside.END_TAG;
                endTag(b, at);
            }
            case END_TAG -> endTag(b, at);
            case INSTRUCTION -> instruction(b);
            case COMMENT_START -> {
                inside = Inside.COMMENT;
                b = 0; // the dashes that begin a comment are not those that end it
                last = 0;
            }
            case COMMENT -> goOnAt(b == '>' && last == '-' && beforeLast == '-', Inside.TEXT);
            case CDATA -> goOnAt(b == '>' && last == ']' && beforeLast == ']', Inside.TEXT);
            case EPILOG -> {} // nobody reads on
        }
        beforeLast = last;
        last = b;
    }

    private void goOnAt(boolean end, Inside next) {
        if (end) {
            inside = next;
        }
    }

    private void markupBegins(int at) {
        inside = Inside.MARKUP;
        tags.markupBegins(at);
    }

    private void prolog(int b, int at) {
        boolean byteOrderMark = b == 0xef || b == 0xbb || b == 0xbf;
        if (b == '<') {
            markupBegins(at);
        } else if (!Character.isWhitespace(b) && !byteOrderMark) {
            throw refused("NotXml", "does not begin as XML in UTF-8 does");
        }
    }

    private void markup(int b, int at) {
        switch (b) {
            case '!' -> inside = Inside.DECLARATION;
            case '?' -> inside = Inside.INSTRUCTION;
            case '/' -> {
                if (open.depth() == 0) {
                    throw notNested();
                }
                inside = Inside.END_NAME;
            }
            default -> {
                startTagBegins((byte) b);
                return;
            }
        }
        tags.otherMarkup(at);
    }

    private void startTagBegins(byte b) {
        if (!startsName(b)) {
            throw notNested();
        }
        elements++;
        if (open.depth() == MAX_DEPTH) {
            throw refused("AnswerTooDeep", "has more than " + MAX_DEPTH + " elements within each other");
        }
        if (elements > MAX_ELEMENTS) {
            throw refused("AnswerTooLarge", "has more than " + MAX_ELEMENTS + " elements");
        }
        open.begin(b);
        inside = Inside.NAME;
    }

    private void declaration(int b) {
        switch (b) {
            case '-' -> inside = Inside.COMMENT_START;
            case '[' -> inside = Inside.CDATA;
            default -> throw refused("DoctypeRefused", "has a document type, which can bring in anything");
        }
    }

    private void startTag(int b, int at) {
        switch (b) {
            case '\'' -> inside = Inside.SINGLE_QUOTES;
            case '"' -> inside = Inside.DOUBLE_QUOTES;
            case '<' -> throw notNested();
            case '>' -> {
                inside = Inside.TEXT;
                if (last == '/') {
                    elementEnded(at);
                }
            }
            default -> {}
        }
    }

    private void endTag(int b, int at) {
        if (b == '>') {
            elementEnded(at);
        } else if (!isSpace(b)) {
            throw notNested();
        }
    }

    private void elementEnded(int at) {
        open.end();
        inside = open.depth() == 0 ? Inside.EPILOG : Inside.TEXT;
        tags.elementEnded(at, open.depth());
    }

    private static boolean isSpace(int b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private void instruction(int b) {
        if (!firstInstructionRead && firstInstruction.append((char) b).length() > MAX_DECLARATION) {
            throw refused("NotXml", "does not begin as XML in UTF-8 does");
        }
        if (b == '>' && last == '?') {
            Matcher encoding = ENCODING.matcher(firstInstruction);
            if (encoding.find() && !ENCODINGS.contains(encoding.group(1).toLowerCase(Locale.ROOT))) {
                throw notUtf8();
            }
            firstInstructionRead = true;
            inside = Inside.TEXT;
        }
    }

    private AnswerRefusedException notNested() {
        return refused("NotXml", "is not well-formed XML");
    }

    private AnswerRefusedException notUtf8() {
        return refused("NotXml", "is not in UTF-8");
    }

    private AnswerRefusedException refused(String code, String reason) {
        return new AnswerRefusedException(code, answer, reason);
    }
}
