package io.autoimport.sample.cml;

/**
 * How much there is of something, and how much of it is taken.
 *
 * @param usedBytes zero or more
 * @param totalBytes zero or more
 */
public record CmlUsage(long usedBytes, long totalBytes) {

    CmlUsage plus(CmlUsage other) {
        return new CmlUsage(usedBytes + other.usedBytes, totalBytes + other.totalBytes);
    }

    /**
     * The share that is taken.
     *
     * @return from 0 to 100; zero of nothing
     */
    public double percent() {
        return totalBytes == 0 ? 0 : 100.0 * usedBytes / totalBytes;
    }
}
