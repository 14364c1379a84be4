package io.autoimport.benchmarks.measure;

/** Something that is measured. */
public interface Measure {

    /**
     * Measures it.
     *
     * @param rounds how often each contender has its turn
     */
    Section measure(int rounds) throws Exception;
}
