package io.autoimport.spring.properties;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.AotDetector;

/**
 * What an application is given when it is processed ahead of time can't be exchanged when it starts. Whoever asks for
 * something else then must not get the old thing in silence.
 */
public final class BuildTimeChoice {

    private static final String CURE =
            "Set it to the same value when the application is built, or remove it, or start with -Dspring.aot.enabled=false.";

    private BuildTimeChoice() {}

    /**
     * Refuses what comes too late.
     *
     * @param property the full name of the property
     * @param value what is asked for at the start
     * @param given what the application was given when it was built
     * @return to be thrown
     */
    public static InvalidAutoImportPropertyException contradicted(
            String property, @Nullable Object value, String given) {
        return new InvalidAutoImportPropertyException(
                property, value, "the application was processed ahead of time, and was given " + given + " then", CURE);
    }

    /**
     * What to do about something that the application does not have.
     *
     * @param otherwise what to do where everything is decided at the start
     * @return a whole sentence
     */
    public static String cure(String otherwise) {
        return AotDetector.useGeneratedArtifacts()
                ? "The application was processed ahead of time, and has what it was given then. " + CURE
                : otherwise;
    }
}
