package io.autoimport.test.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class, or a single test method, an {@link io.autoimport.test.ec2.Ec2Simulator} of its own.
 *
 * <pre>{@code
 * @Ec2SimulatorTest
 * @SimulatedFleet(ami = "CML-2.7.0-a", instances = 3)
 * class MyImportTest {
 *     @Test
 *     void importsTheFleet(Ec2Simulator ec2) { ... }
 * }
 * }</pre>
 *
 * <p>Constructors, lifecycle methods and test methods may have parameters of the types {@code Ec2Simulator},
 * {@link io.autoimport.test.event.RecordedEvents} and, with {@link #manualClock()},
 * {@link io.autoimport.test.ec2.ManualClock}. All methods of the class get the same ones, nested classes too, unless they
 * have an annotation of their own. A method that has one gets its own, and so do the {@code @BeforeEach} and {@code @AfterEach} methods
 * around it.
 *
 * <p><b>What lasts.</b> The simulator lasts as long as the class, or as the method if the annotation is there. Each
 * {@link SimulatedFleet} is launched once, before the first test; instances stay as tests leave them. Faults, recorded requests
 * and recorded events are cleared after each test method, when its {@code @AfterEach} methods are done. So a fault that a constructor
 * or a {@code @BeforeEach} method makes is in force in each test; one that {@code @BeforeAll} makes, in the first one only.
 *
 * <p><b>With Spring.</b> On the class of a Spring test ({@code @SpringBootTest}, {@code @SpringJUnitConfig} …) the simulator
 * belongs to the test's application context: it is started before the context, closed with it, and a bean there, as the
 * {@code ManualClock} is. The application finds these properties, unless the test itself sets them otherwise
 * ({@code @SpringBootTest(properties = …)}, {@code @TestPropertySource}, {@code @DynamicPropertySource}):
 *
 * <table>
 * <caption>Properties below {@code auto-import.workers}</caption>
 * <tr><td>{@code enabled}</td><td>{@code true}</td></tr>
 * <tr><td>{@code aws.endpoint}, {@code aws.sts-endpoint}</td><td>that of the simulator</td></tr>
 * <tr><td>{@code initial-delay}, {@code interval}</td><td>a year: the job runs when the test says
 * {@code AutoImportWorkersJob.execute()}</td></tr>
 * <tr><td>{@code regions}</td><td>those of the fleets, if neither the test nor the application names any</td></tr>
 * </table>
 *
 * <p>Its credentials are those of the simulator's default account, so that nothing finds real ones on the machine: a primary
 * bean of type {@code AwsCredentialsProvider}, which only another primary one replaces. The same goes for the {@code ManualClock}
 * as a {@code java.time.Clock}.
 *
 * <p>Two test classes share a context, and with it the simulator, only if they inherit this annotation from the same class and
 * declare the same fleets. On a method of a Spring test the annotation gives a simulator that the application does not know.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Ec2SimulatorExtension.class)
public @interface Ec2SimulatorTest {

    /**
     * The seed of the simulator. The same seed gives the same ids and the same order of listings.
     *
     * @return any number
     */
    long seed() default 0;

    /**
     * Whether the simulator goes by a {@link io.autoimport.test.ec2.ManualClock}, which goes on only when told to.
     *
     * @return false for the system's clock
     */
    boolean manualClock() default false;
}
