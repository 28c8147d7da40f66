package io.parkbridge.ingest.decode.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.parkbridge.ingest.decode.PayloadCases;
import io.parkbridge.ingest.decode.PayloadCases.Case;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every codec in this package against {@code payloads/<model>/<case>/}: a new model needs its class and its folder, and nothing here. */
class SensorCodecsTest {

    private static final List<SensorCodec> CODECS = codecs();

    private static List<SensorCodec> codecs() {
        String here = SensorCodec.class.getPackageName();
        try (Stream<Path> classes = Files.list(Path.of("target/classes", here.split("\\.")))) {
            return classes.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Codec.class") && !name.equals("SensorCodec.class"))
                    .sorted()
                    .map(name -> instance(here + "." + name.substring(0, name.length() - ".class".length())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SensorCodec instance(String className) {
        try {
            return (SensorCodec) Class.forName(className).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(className + " cannot be made", e);
        }
    }

    static Stream<Arguments> cases() {
        return CODECS.stream().flatMap(codec -> new PayloadCases(codec.model()).all().stream().map(vector -> Arguments.of(vector, codec)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void payloadIsReadAsExpected(Case vector, SensorCodec codec) {
        JsonNode in = vector.json("in.json");

        CodecResult result = codec.decode(in.get("port").asInt(), HexFormat.of().parseHex(in.get("bytes").asText()));

        assertThat(asJson(result)).isEqualTo(rounded(vector.json("expected.json")));
    }

    private static JsonNode asJson(CodecResult result) {
        ObjectNode json = new JsonMapper().createObjectNode();
        switch (result) {
            case Misfit misfit -> {
                assertThat(misfit.detail()).isNotBlank();
                json.put("refused", misfit.reason().name());
            }
            case SensorReport report -> {
                putUnlessNull(json, "occupied", report.occupied());
                putUnlessNull(json, "battery", known(report.battery()));
                putUnlessNull(json, "temperature", known(report.temperature()));
                putUnlessNull(json, "firmware", report.firmware());
                putUnlessNull(json, "details", report.details().isEmpty() ? null : report.details());
            }
        }
        return rounded(json);
    }

    private static Float known(float value) {
        return Float.isNaN(value) ? null : value;
    }

    private static void putUnlessNull(ObjectNode json, String name, Object value) {
        if (value != null) {
            json.putPOJO(name, value);
        }
    }

    /** Measured values to two decimals, so that 65.87 is what a float makes of it. */
    private static JsonNode rounded(JsonNode json) {
        ObjectNode copy = (ObjectNode) new JsonMapper().valueToTree(json);
        for (String name : List.of("battery", "temperature")) {
            if (copy.has(name)) {
                copy.put(name, Math.round(copy.get(name).asDouble() * 100) / 100.0);
            }
        }
        try {
            return new JsonMapper().readTree(copy.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Property
    void noBytesMakeACodecThrow(@ForAll @IntRange(max = 255) int port, @ForAll @Size(max = 40) byte[] payload) {
        for (SensorCodec codec : CODECS) {
            for (int known : new int[] {port, port % 12}) {
                assertThat(codec.decode(known, payload)).as("%s on port %d", codec.model(), known).satisfies(SensorCodecsTest::isPlausible);
            }
        }
    }

    private static void isPlausible(CodecResult result) {
        if (result instanceof SensorReport report) {
            assertThat(Float.isNaN(report.battery()) || report.battery() >= 0 && report.battery() <= 100).isTrue();
            assertThat(Float.isNaN(report.temperature()) || report.temperature() >= -50 && report.temperature() <= 100).isTrue();
            report.detailsAsJson();
        }
    }
}
