package io.parkbridge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/**
 * Every sentence in which the server refuses something has its German one on the page. The sentences are read from the code: texts that
 * begin as faults do, and what is given to those who make problems, refuse fields or keep dead letters; what stands between their parts is
 * a value.
 */
class FaultTextsTest {

    private static final Path CODE = Path.of("src/main/java/io/parkbridge");
    private static final Path TEXTS = Path.of("src/main/resources/web/app/text/faults.de.ts");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    private static final Pattern FAULT = Pattern.compile("(?:\\{} )?(?:must|is|has|cannot|may) .*");
    private static final Pattern MADE = Pattern.compile(
            "(?:Problem\\.\\w+|BadParameter|Unreadable|Misfit(?:\\.malformed)?|AccountRefused|refuse|faults\\.add|errors\\.put\\w*)\\s*\\([^;]{0,200}\\z");
    private static final Pattern DOCUMENTED = Pattern.compile(
            "@(?:Operation|Parameter|Schema|APIResponse)\\s*\\((?:[^()\"]|\"(?:[^\"\\\\]|\\\\.)*\"|\\((?:[^()\"]|\"(?:[^\"\\\\]|\\\\.)*\")*\\))*\\)");
    private static final int CONTEXT = 220;
    private static final String VALUE = "{}";

    /** Not told to people who use the screen: the predecessor's calls, settings at the start, alerts (which have words of their own), findings. */
    private static final Set<String> ELSEWHERE = Set.of("Form.java", "Submission.java", "OpenDataConfig.java", "SiteImportAtStart.java",
            "Quarantine.java", "MonthAtAGlanceReport.java", "StuckSensorRule.java", "DeviceOfflineRule.java");

    @Test
    void everyFaultIsSaidInGerman() throws IOException {
        List<Pattern> known = known();
        List<String> missing = new ArrayList<>();
        for (String sentence : sentences()) {
            String told = sentence.replace(VALUE, "x");
            if (known.stream().noneMatch(pattern -> pattern.matcher(told).matches())) {
                missing.add(sentence);
            }
        }
        assertThat(missing).isEmpty();
    }

    private static List<Pattern> known() throws IOException {
        List<Pattern> known = new ArrayList<>();
        Matcher line = Pattern.compile("(?m)^  \"((?:[^\"\\\\]|\\\\.)*)\": \"").matcher(Files.readString(TEXTS));
        while (line.find()) {
            known.add(Pattern.compile("(?:[\\w.]+ )?" + Pattern.quote(line.group(1)).replaceAll("\\{\\d}", "\\\\E.+\\\\Q")));
        }
        return known;
    }

    private static Set<String> sentences() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(CODE)) {
            files = all.filter(file -> file.toString().endsWith(".java") && !ELSEWHERE.contains(file.getFileName().toString())).toList();
        }
        Set<String> sentences = new TreeSet<>();
        for (Path file : files) {
            String code = DOCUMENTED.matcher(Files.readString(file).replaceAll("\"\"\"[\\s\\S]*?\"\"\"", "")
                    .replaceAll("(?m)^\\s*(?:\\*|//|/\\*).*$", "")).replaceAll("");
            sentencesOf(code, sentences);
        }
        return sentences;
    }

    private static void sentencesOf(String code, Set<String> sentences) {
        Matcher literal = LITERAL.matcher(code);
        int end = 0;
        while (literal.find(end)) {
            int start = literal.start();
            StringBuilder text = new StringBuilder(code.substring(0, start).stripTrailing().endsWith("+") ? VALUE : "").append(literal.group(1));
            end = joined(code, literal.end(), text);
            String sentence = text.toString().replaceAll("%(?:\\.\\d)?[dsf]", VALUE).replace("%%", "%");
            String before = code.substring(Math.max(0, start - CONTEXT), start);
            String call = before.substring(before.lastIndexOf(';') + 1);
            boolean isMade = MADE.matcher(call).find() && !call.contains("LOG.");
            if (sentence.contains(" ") && (isMade || FAULT.matcher(sentence).matches())) {
                sentences.add(sentence.strip());
            }
        }
    }

    /** Follows a sum of texts and values to its end, and returns where that is. */
    private static int joined(String code, int from, StringBuilder text) {
        int end = from;
        Matcher plus = Pattern.compile("\\s*\\+\\s*").matcher(code);
        Matcher literal = LITERAL.matcher(code);
        while (plus.region(end, code.length()).lookingAt()) {
            if (literal.region(plus.end(), code.length()).lookingAt()) {
                text.append(literal.group(1));
                end = literal.end();
            } else {
                text.append(VALUE);
                end = endOfValue(code, plus.end());
            }
        }
        return end;
    }

    private static int endOfValue(String code, int from) {
        int depth = 0;
        int at = from;
        Matcher literal = LITERAL.matcher(code);
        for (; at < code.length(); at++) {
            char c = code.charAt(at);
            if (c == '"' && literal.region(at, code.length()).lookingAt()) {
                at = literal.end() - 1;
            } else if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                if (depth-- == 0) {
                    return at;
                }
            } else if (depth == 0 && (c == '+' || c == ',' || c == ';' || c == '?')) {
                return at;
            }
        }
        return at;
    }
}
