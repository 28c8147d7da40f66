package io.parkbridge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the tests of the page's pure modules ({@code src/test/web/**}{@code /*.test.ts}) in Chromium. The bundler that the build has put into
 * {@code node_modules} is a program of its own, so no Node is needed.
 */
class ModulesIT {

    private static final Path TESTS = Path.of("src/test/web");
    private static final Path BUNDLERS = Path.of("node_modules/@esbuild");

    @TestFactory
    List<DynamicContainer> modules() throws IOException, InterruptedException {
        List<DynamicContainer> modules = new ArrayList<>();
        try (TestBrowser browser = new TestBrowser()) {
            for (Path file : tests()) {
                Page page = browser.page(800, 600);
                page.addScriptTag(new Page.AddScriptTagOptions().setContent(bundle(file)));
                List<?> results = (List<?>) page.evaluate("() => runAll()");
                assertThat(results).as(file.toString()).isNotEmpty();
                modules.add(DynamicContainer.dynamicContainer(TESTS.relativize(file).toString(), results.stream().map(ModulesIT::report)));
            }
        }
        return modules;
    }

    private static DynamicTest report(Object result) {
        List<?> nameAndFault = (List<?>) result;
        return DynamicTest.dynamicTest((String) nameAndFault.get(0), () -> assertThat(nameAndFault.get(1)).isNull());
    }

    private static List<Path> tests() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.filter(file -> file.toString().endsWith(".test.ts")).sorted().toList();
        }
    }

    private static String bundle(Path file) throws IOException, InterruptedException {
        Path output = Files.createTempFile("module", ".js");
        Process bundling = new ProcessBuilder(bundler().toString(), file.toString(), "--bundle", "--loader:.css=text", "--outfile=" + output, "--allow-overwrite", "--log-level=warning")
                .redirectErrorStream(true).start();
        String said = new String(bundling.getInputStream().readAllBytes());
        assertThat(bundling.waitFor()).as(said).isZero();
        String script = Files.readString(output);
        Files.delete(output);
        return script;
    }

    private static Path bundler() throws IOException {
        try (Stream<Path> platforms = Files.list(BUNDLERS)) {
            return platforms.map(platform -> platform.resolve("bin/esbuild")).filter(Files::isExecutable).findFirst()
                    .orElseThrow(() -> new AssertionError("the build has put no bundler into " + BUNDLERS));
        }
    }
}
