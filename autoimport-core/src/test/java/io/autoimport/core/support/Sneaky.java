package io.autoimport.core.support;

/** Throws whatever it is given, checked exceptions too, as code in Kotlin or with Lombok's SneakyThrows does. */
public final class Sneaky {

    private Sneaky() {}

    public static RuntimeException sneaky(Throwable thrown) {
        throw Sneaky.<RuntimeException>cast(thrown);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T cast(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
