package io.parkbridge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Bundling strips types without looking at them; here the compiler itself looks, inside a browser, so that no Node is needed. The modules
 * lie where the build has put them.
 */
class TypeScriptIT {

    private static final Path MODULES = Path.of("node_modules");
    private static final List<Path> SOURCES = List.of(Path.of("src/main/resources/web/app"), Path.of("src/main/resources/web/login"), Path.of("src/test/web"));
    private static final List<String> TYPED = List.of("lit", "lit-html", "lit-element", "@lit/reactive-element", "@types/trusted-types",
            "@vaadin", "@open-wc", "path-to-regexp", "type-fest", "tagged-tag", "echarts", "zrender");

    /** Takes the files once; then checks them, with more of them. What is the same in both checks is read once. */
    private static final String CHECKER = """
            ({files, config}) => {
              const {compilerOptions} = ts.parseConfigFileTextToJson('tsconfig.json', config).config;
              const {options} = ts.convertCompilerOptionsFromJson(compilerOptions, '/');
              const parsed = new Map();
              globalThis.check = more => {
                const all = {...files, ...more};
                const directories = new Set();
                for (const name of Object.keys(all)) {
                  for (let end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1)) directories.add(name.slice(0, end));
                }
                const parse = (name, target) => {
                  if (!parsed.has(name)) parsed.set(name, ts.createSourceFile(name, all[name], target));
                  return parsed.get(name);
                };
                const host = {
                  fileExists: name => name in all, readFile: name => all[name], directoryExists: name => directories.has(name),
                  getSourceFile: (name, target) => name in all ? parse(name, target) : undefined,
                  getDefaultLibFileName: () => '/node_modules/typescript/lib/lib.d.ts',
                  getDefaultLibLocation: () => '/node_modules/typescript/lib',
                  getCurrentDirectory: () => '/', getCanonicalFileName: name => name, useCaseSensitiveFileNames: () => true,
                  getNewLine: () => '\\n', writeFile: () => {}, getDirectories: () => []
                };
                const roots = Object.keys(all).filter(name => name.startsWith('/src/'));
                const program = ts.createProgram(roots, options, host);
                return ts.getPreEmitDiagnostics(program).map(found => ts.formatDiagnostic(found, host));
              };
            }""";

    private static TestBrowser browser;
    private static Page page;

    @BeforeAll
    static void open() throws IOException {
        Map<String, String> files = sources();
        files.putAll(read(MODULES.resolve("typescript/lib"), ".d.ts"));
        for (String module : TYPED) {
            files.putAll(read(MODULES.resolve(module), ".d.ts"));
            files.putAll(read(MODULES.resolve(module), "package.json"));
        }
        browser = new TestBrowser();
        page = browser.page(800, 600);
        page.addScriptTag(new Page.AddScriptTagOptions().setPath(MODULES.resolve("typescript/lib/typescript.js")));
        page.evaluate(CHECKER, Map.of("files", files, "config", Files.readString(Path.of("tsconfig.json"))));
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @Test
    void typesAreRight() {
        assertThat(check(Map.of())).isEmpty();
    }

    @Test
    void wrongTypeIsFound() {
        assertThat(check(Map.of("/src/main/resources/web/app/wrong.ts", "import {html} from 'lit'; export const wrong: number = html``;")))
                .anySatisfy(found -> assertThat(found.toString()).contains("wrong.ts", "TemplateResult"));
    }

    private static List<?> check(Map<String, String> more) {
        return (List<?>) page.evaluate("more => check(more)", more);
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (Path directory : SOURCES) {
            files.putAll(read(directory, ".ts"));
        }
        return files;
    }

    private static Map<String, String> read(Path directory, String ending) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            paths.filter(path -> path.toString().endsWith(ending)).forEach(path -> files.put("/" + path, content(path)));
        }
        return files;
    }

    private static String content(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
