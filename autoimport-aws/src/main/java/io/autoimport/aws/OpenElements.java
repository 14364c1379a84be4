package io.autoimport.aws;

import java.util.Arrays;

/** The elements of a document that have begun and not ended yet, by their names. Not thread-safe. */
final class OpenElements {

    /** The longest name of EC2's has some 50 bytes. */
    private static final int MAX_NAME = 1024;

    /** Their names, one behind the other. */
    private byte[] names = new byte[1024];

    /** Where the name of the element of each depth ends, and that of the next one begins. */
    private final int[] ends;

    private int depth;
    private int compared;

    /** None yet, and never more than so many within each other. */
    OpenElements(int maxDepth) {
        ends = new int[maxDepth + 1];
    }

    /** How many there are: the root has a depth of 1. */
    int depth() {
        return depth;
    }

    /** One more begins, with the first byte of its name. */
    void begin(byte first) {
        depth++;
        ends[depth] = ends[depth - 1];
        makeRoom(1);
        names[ends[depth]++] = first;
    }

    /** Its name goes on. False if it becomes too long for one. */
    boolean name(byte[] bytes, int from, int to) {
        int length = to - from;
        if (nameEnd() + length - nameFrom() > MAX_NAME) {
            return false;
        }
        makeRoom(length);
        System.arraycopy(bytes, from, names, ends[depth], length);
        ends[depth] += length;
        compared = nameFrom();
        return true;
    }

    /** The array with the name of the innermost. */
    byte[] names() {
        return names;
    }

    /** Where that begins. */
    int nameFrom() {
        return ends[depth - 1];
    }

    /** Where it ends. */
    int nameEnd() {
        return ends[depth];
    }

    /** How much of its name is still to come in its end tag. */
    int endNameRest() {
        return nameEnd() - compared;
    }

    /** Its end tag goes on with these bytes, no more than are still to come. False if that is another name. */
    boolean endName(byte[] bytes, int from, int to) {
        int until = compared + to - from;
        boolean same = Arrays.equals(names, compared, until, bytes, from, to);
        compared = until;
        return same;
    }

    /** The innermost ends. */
    void end() {
        depth--;
        compared = depth == 0 ? 0 : nameFrom();
    }

    private void makeRoom(int length) {
        if (nameEnd() + length > names.length) {
            names = Arrays.copyOf(names, 2 * (nameEnd() + length));
        }
    }
}
