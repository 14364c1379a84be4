package io.autoimport.test.ec2.internal.state;

/**
 * Where a listing goes on. A page token carries it, so that no listing is held between two requests.
 *
 * @param fleet zero while instances that are stored one by one are listed, then the number of the fleet
 * @param after the id that was listed last, while those are listed
 * @param ordinal the place within the fleet that comes next
 */
public record Cursor(int fleet, String after, int ordinal) {

    /** The beginning of every listing. */
    public static final Cursor START = new Cursor(0, "", 0);

    static Cursor after(String id) {
        return new Cursor(0, id, 0);
    }

    static Cursor in(int fleet, int ordinal) {
        return new Cursor(fleet, "", ordinal);
    }
}
