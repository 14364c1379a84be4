package io.autoimport.spring.history;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Random histories against the EC2 simulator, with the real SDK, the real handler and a real database. How many is in
 * {@code junit-platform.properties}; {@code -Djqwik.tries.default=500} asks for more. They are always the same ones, in
 * the same order. A history that fails is named by its number, which is all it takes to run it again.
 */
class FleetHistoryTest {

    private static final int RUNS = 30;

    @Property(shrinking = ShrinkingMode.OFF, seed = "4711")
    void afterACompleteRunTheRegistryIsTheTruthUnderTheRules(@ForAll long number) {
        try (World world = new World(number)) {
            for (int run = 1; run <= RUNS; run++) {
                world.happenings().next();
                world.runAndCheck();
            }
            world.happenings().endWell();
            world.scanInFull();
            for (int run = 1; run <= 4; run++) {
                world.happenings().letAnHourPass();
                world.runAndCheck();
            }
            world.checkThatNothingIsLeftToDo();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("History " + number + ": " + e.getMessage(), e);
        }
    }
}
