package io.autoimport.sample.web;

import java.io.File;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The browser of this machine; nothing is downloaded. */
final class Chromium {

    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> DRIVERS = List.of("chromedriver");

    private Chromium() {}

    static ChromeDriver start(String... arguments) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(find(BROWSERS));
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1280,1500");
        options.addArguments(arguments);
        LoggingPreferences console = new LoggingPreferences();
        console.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", console);
        ChromeDriverService driver = new ChromeDriverService.Builder()
                .usingDriverExecutable(find(DRIVERS))
                .usingAnyFreePort()
                .build();
        return new ChromeDriver(driver, options);
    }

    private static File find(List<String> names) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> names.stream().map(name -> new File(folder, name)))
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("None of " + names
                        + " is on the PATH. On Debian and Ubuntu:" + " apt-get install chromium chromium-driver"));
    }
}
