package io.autoimport.core.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class MediatorTest {

    private record Greet(String name) implements Command<String> {}

    private record Count(String text) implements Command<Integer> {}

    private static final class Greeter implements CommandHandler<Greet, String> {
        @Override
        public Class<Greet> commandType() {
            return Greet.class;
        }

        @Override
        public String handle(Greet command) {
            return "Hello, " + command.name();
        }
    }

    private static final class Counter implements CommandHandler<Count, Integer> {
        @Override
        public Class<Count> commandType() {
            return Count.class;
        }

        @Override
        public Integer handle(Count command) {
            return command.text().length();
        }
    }

    @Test
    void bringsEachCommandToItsHandler() {
        Mediator mediator = Mediator.of(List.of(new Greeter(), new Counter()));
        assertThat(mediator.send(new Greet("Ada"))).isEqualTo("Hello, Ada");
        assertThat(mediator.send(new Count("four"))).isEqualTo(4);
    }

    @Test
    void saysSoIfThereIsNoHandlerAtAll() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mediator.of(List.of()).send(new Count("x")))
                .withMessage("No handler for " + Count.class.getName() + "; there are none at all");
    }

    @Test
    void refusesACommandThatNobodyHandlesAndNamesThoseThatAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mediator.of(List.of(new Greeter())).send(new Count("x")))
                .withMessage("No handler for " + Count.class.getName() + "; there are handlers for "
                        + Greet.class.getName());
    }

    @Test
    void refusesTwoHandlersForOneCommand() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mediator.of(List.of(new Greeter(), new Counter(), new Greeter())))
                .withMessage("Both " + Greeter.class.getName() + " and " + Greeter.class.getName() + " handle "
                        + Greet.class.getName() + "; remove one of them");
    }
}
