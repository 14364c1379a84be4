package io.autoimport.core.command;

/**
 * A set of instance ids in 8 to 24 bytes each, so that it can hold those of a fleet of a million. It keeps a 64-bit hash
 * of each id: of a million ids two are taken for the same with a probability of one in thirty million, and then a worker
 * is taken for seen that was not, never the other way round. Not thread-safe.
 */
final class InstanceIdSet {

    private static final int INITIAL_CAPACITY = 64;

    private long[] slots = new long[INITIAL_CAPACITY];
    private int size;

    /**
     * Adds an id.
     *
     * @return whether it was not there before
     */
    boolean add(String instanceId) {
        if ((size + 1) * 3L > slots.length * 2L) {
            grow();
        }
        if (!put(slots, hash(instanceId))) {
            return false;
        }
        size++;
        return true;
    }

    boolean contains(String instanceId) {
        long hash = hash(instanceId);
        return slots[slotOf(slots, hash)] == hash;
    }

    int size() {
        return size;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        for (long hash : slots) {
            if (hash != 0) {
                put(larger, hash);
            }
        }
        slots = larger;
    }

    private static boolean put(long[] slots, long hash) {
        int slot = slotOf(slots, hash);
        if (slots[slot] == hash) {
            return false;
        }
        slots[slot] = hash;
        return true;
    }

    // Where the hash is, or where it would go: the length is a power of two, and there always is a free slot.
    private static int slotOf(long[] slots, long hash) {
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != 0 && slots[slot] != hash) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    // FNV-1a, and the finalizer of SplitMix64, since FNV's low bits are poor. Zero stands for an empty slot.
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        hash ^= hash >>> 31;
        return hash == 0 ? 1 : hash;
    }
}
