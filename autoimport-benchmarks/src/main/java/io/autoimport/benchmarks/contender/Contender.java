package io.autoimport.benchmarks.contender;

/** A way to do the task. One is made for a whole process, and does the task again and again. */
public interface Contender extends AutoCloseable {

    /**
     * Does the task once.
     *
     * @return how many instances were found
     * @throws Exception if it could not be done
     */
    long run() throws Exception;

    @Override
    default void close() {}

    /** Who takes part. */
    enum Kind {
        /** This library. */
        AUTO_IMPORT("autoimport"),
        /** The obvious code: the SDK's paginator, and for each instance a look-up and an insert. */
        OBVIOUS("obvious host code"),
        /** Good code: the SDK's paginator, and for each page a look-up and a batch of inserts. */
        BATCHED("good host code"),
        /** No SDK, no look-up: what it takes at least to read the answers and to fill the table. */
        FLOOR("floor"),
        /** No SDK and no table: what it takes at least to read the answers. */
        FLOOR_READING("floor, reading only");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** The name in the report. */
        public String label() {
            return label;
        }

        /** Makes one. */
        public Contender of(Task task) {
            return switch (this) {
                case AUTO_IMPORT -> new AutoImport(task);
                case OBVIOUS -> new ObviousHost(task);
                case BATCHED -> new BatchedHost(task);
                case FLOOR -> new Floor(task, true);
                case FLOOR_READING -> new Floor(task, false);
            };
        }
    }
}
