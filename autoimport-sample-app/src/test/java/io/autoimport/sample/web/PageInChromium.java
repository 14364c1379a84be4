package io.autoimport.sample.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.autoimport.core.job.AutoImportWorkersJob;
import io.autoimport.sample.simulator.SimulatedCml;
import io.autoimport.sample.simulator.SimulatedCml.Fault;
import io.autoimport.test.ec2.Ec2Simulator;
import io.autoimport.test.ec2.SimulatedRegion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

/** The page as somebody sees it. Runs only where it is asked for, since it takes a browser. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "auto-import.jobs.node=node-1",
            "auto-import.workers.initial-delay=0",
            "auto-import.workers.interval=1h",
            "sample.worker-metrics.initial-delay=0s",
            "sample.worker-metrics.interval=1s"
        })
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class PageInChromium {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @LocalServerPort
    private int port;

    @Autowired
    private Ec2Simulator ec2;

    @Autowired
    private SimulatedCml cml;

    @Autowired
    private AutoImportWorkersJob job;

    private ChromeDriver browser;

    @BeforeEach
    void openThePage() {
        patiently().until(() -> job.lastResult().isPresent() && !job.isRunning());
        open();
    }

    private void open(String... arguments) {
        browser = Chromium.start(arguments);
        browser.get("http://127.0.0.1:" + port + "/");
        patiently().untilAsserted(() -> assertThat(rows()).hasSize(4));
    }

    @AfterEach
    void closeThePage() {
        List<LogEntry> console = browser.manage().logs().get(LogType.BROWSER).getAll();
        browser.quit();
        assertThat(console).as("what the browser complains of").isEmpty();
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(1)).ignoreExceptions();
    }

    private List<WebElement> rows() {
        return browser.findElements(By.cssSelector("#workers tr"));
    }

    private WebElement byId(String id) {
        return browser.findElement(By.id(id));
    }

    private void click(String id) {
        patiently().until(() -> byId(id).isEnabled());
        byId(id).click();
        patiently().until(() -> byId(id).isEnabled()); // it is not until the request is answered
    }

    // In one command: the page replaces the options whenever it refreshes.
    private String chosen(String id) {
        return String.valueOf(browser.executeScript("return document.getElementById(arguments[0]).value", id));
    }

    private void expect(String id, String... texts) {
        patiently().untilAsserted(() -> assertThat(byId(id).getText()).contains(texts));
    }

    private void screenshot(String name) throws IOException {
        Files.createDirectories(SCREENSHOTS);
        Files.write(SCREENSHOTS.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }

    @Test
    void whoLaunchesFiveInstancesSeesFiveWorkersMore() throws IOException {
        click("launch");
        click("run");

        patiently().untilAsserted(() -> assertThat(rows()).hasSize(9));
        expect("job", "Last run", "success", "On node", "Next run", "Scheduler", "spring");
        expect("health", "UP");
        expect("chart-summary", "9 registered");
        assertThat(browser.findElements(By.cssSelector("#chart canvas"))).hasSize(1);
        screenshot("light");
    }

    @Test
    void aDeniedRegionIsANamedFailureAndItsEndIsSeen() {
        click("deny");
        click("run");

        expect("targets", "failing since", "PERMISSION (UnauthorizedOperation)");
        expect("runs", "failed");
        click("check-permissions");
        expect("permissions", "ec2:DescribeImages is not allowed", "us-east-1", "DENIED");

        click("deny");
        click("run");
        patiently()
                .untilAsserted(() ->
                        assertThat(byId("targets").getText()).contains("UP").doesNotContain("failing"));
    }

    @Test
    void throttlingIsSeenInTheCallsThatItCosts() {
        click("throttle");
        patiently().until(() -> "true".equals(byId("throttle").getDomAttribute("aria-pressed")));
        runAndSee();

        // The allowance comes back with time, so that a single run may come too late to go beyond it.
        patiently().until(() -> job.execute().targets().get(0).throttles() > 0);
    }

    @Test
    void aHostileTagStaysText() {
        String hostile = "<img src=x onerror=alert(document.domain)>";
        SimulatedRegion region = ec2.region("us-east-1");
        region.launch(
                region.registerImage("CML-2.7.0-hostile"),
                1,
                launch -> launch.tag("Name", hostile).tag("Team", "<script>alert(1)</script>"));

        click("run");

        expect("workers", hostile, "Team=<script>alert(1)</script>");
        assertThat(browser.findElements(By.cssSelector("#workers img, #workers script")))
                .isEmpty();
    }

    @Test
    void aTerminatedInstanceIsSeenAndExplained() {
        String gone = chosen("instance-to-terminate");
        click("terminate");
        runAndSee();

        expect("workers", "terminated");
        byId("explain-id").sendKeys(gone, Keys.ENTER);
        expect("explanation", "IMPORTED", "its state is terminated");
        byId("explain-id").clear();
        byId("explain-id").sendKeys("no instance id", Keys.ENTER);
        assertThat(browser.findElements(By.cssSelector("#explain-id:invalid"))).hasSize(1);
    }

    @Test
    void whatIsLaunchedAfterAnAmiWasDeregisteredIsOfANewOne() {
        click("deregister");
        click("launch");
        runAndSee();

        patiently().untilAsserted(() -> assertThat(rows()).hasSize(9));
        expect("workers", "CML-2.7.0-lite-2");
    }

    private void runAndSee() {
        int before = browser.findElements(By.cssSelector("#runs tr")).size();
        click("run");
        patiently()
                .untilAsserted(() -> assertThat(browser.findElements(By.cssSelector("#runs tr")))
                        .hasSizeGreaterThan(before));
    }

    @Test
    void aPlanIsShownAndNothingIsWritten() {
        click("launch");
        click("plan");

        expect("plan-summary", "What a run would have done");
        patiently()
                .untilAsserted(() -> assertThat(browser.findElements(By.cssSelector("#plan-changes tr")))
                        .hasSize(5));
        assertThat(rows()).hasSize(4);
    }

    @Test
    void howBusyAWorkerIsIsSeenAndThatItDoesNotAnswer() {
        patiently().untilAsserted(() -> assertThat(byId("workers").getText()).contains(" %"));

        ec2.region("us-east-1").instances().forEach(instance -> cml.set(instance.id(), Fault.BROKEN));

        patiently()
                .untilAsserted(() -> assertThat(byId("workers").getText())
                        .contains("no answer")
                        .doesNotContain(" %"));
    }

    @Test
    void workersAreFoundByTextAndByState() {
        byId("search").sendKeys("cml-stopped");
        patiently().untilAsserted(() -> assertThat(rows()).hasSize(1));
        byId("search").clear();
        byId("search").sendKeys("nobody is called that", Keys.ENTER);
        patiently().untilAsserted(() -> assertThat(rows()).isEmpty());
        expect("shown", "0 of 4");
    }

    @Test
    void whatChangesElsewhereAppearsWithoutAReload() {
        browser.executeScript("window.stillTheSamePage = true");
        SimulatedRegion region = ec2.region("us-east-1");
        region.launch(region.registerImage("CML-2.7.0-elsewhere"), 2);

        job.execute();

        patiently().untilAsserted(() -> assertThat(rows()).hasSize(6));
        assertThat(browser.executeScript("return window.stillTheSamePage")).isEqualTo(true);
    }

    @Test
    void theKeyboardIsEnough() {
        click("launch");
        browser.navigate().refresh();
        patiently().untilAsserted(() -> assertThat(rows()).hasSize(4));
        for (int tab = 0; tab < 10; tab++) {
            browser.switchTo().activeElement().sendKeys(Keys.TAB);
            if ("run".equals(browser.switchTo().activeElement().getDomAttribute("id"))) {
                break;
            }
        }
        WebElement focused = browser.switchTo().activeElement();
        assertThat(focused.getDomAttribute("id")).isEqualTo("run");
        assertThat(focused.getCssValue("outline-style")).isEqualTo("solid");

        focused.sendKeys(Keys.ENTER);

        patiently().untilAsserted(() -> assertThat(rows()).hasSize(9));
    }

    @Test
    void itIsDarkForWhoeverWantsItDark() throws IOException {
        String light = browser.findElement(By.tagName("body")).getCssValue("background-color");
        browser.quit();
        open("--blink-settings=preferredColorScheme=0");

        assertThat(browser.findElement(By.tagName("body")).getCssValue("background-color"))
                .isNotEqualTo(light);
        click("deny");
        click("run");
        expect("targets", "failing since");
        screenshot("dark");
    }
}
