package io.autoimport.spring.reliability;

/** Where in a run a fault strikes, in the order of a run's life. */
enum Point {
    LOCKING("while locking"),
    IMAGE_LOOK_UP("AMI look-up"),
    FIRST_PAGE("first page"),
    MID_PAGE("mid page"),
    BEFORE_COMMIT("before commit"),
    AFTER_COMMIT("after commit"),
    UNLOCKING("while unlocking");

    private final String title;

    Point(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
