package io.parkbridge.facility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;

import io.parkbridge.http.Problem;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageHeaderTest {

    @Test
    void formatAndSizeAreReadFromTheBytes() throws IOException {
        assertThat(ImageHeader.of(TestImages.png(300, 200))).isEqualTo(new ImageHeader("image/png", 300, 200));
        assertThat(ImageHeader.of(TestImages.drawing("jpeg", 301, 200, Color.WHITE))).isEqualTo(new ImageHeader("image/jpeg", 301, 200));
        for (byte[] webP : new byte[][] {TestImages.WEBP_LOSSY, TestImages.WEBP_LOSSLESS, TestImages.WEBP_EXTENDED}) {
            assertThat(ImageHeader.of(webP)).isEqualTo(new ImageHeader("image/webp", 1, 1));
        }
        assertThat(ImageHeader.of(Files.readAllBytes(Path.of("docs/screens/admin-plan-wide.webp")))).extracting(ImageHeader::width).isEqualTo(1440);
    }

    /** So a phone writes a photograph that was taken upright. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6, 8})
    void photographThatWasTakenUprightIsAsHighAsItIsShown(int orientation) {
        byte[] jpeg = TestImages.drawing("jpeg", 300, 200, Color.WHITE);
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            ImageHeader header = ImageHeader.of(withExif(jpeg, order, orientation));
            assertThat(header).isEqualTo(orientation >= 5 ? new ImageHeader("image/jpeg", 200, 300) : new ImageHeader("image/jpeg", 300, 200));
        }
    }

    private static byte[] withExif(byte[] jpeg, ByteOrder order, int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(36).putShort((short) 0xffe1).putShort((short) 34).put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).order(order);
        exif.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        exif.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation).putShort((short) 0);
        return joined(Arrays.copyOf(jpeg, 2), exif.array(), Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Stream.of(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] png(int width, int height) {
        byte[] png = TestImages.png(1, 1);
        ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
        return png;
    }

    static Stream<Named<byte[]>> foreignFormats() {
        return Stream.of(
                Named.of("nothing", new byte[0]),
                Named.of("SVG", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".getBytes(StandardCharsets.UTF_8)),
                Named.of("page", "<!doctype html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8)),
                Named.of("page with an image in it", joined("<!--".getBytes(StandardCharsets.UTF_8), TestImages.png(1, 1))),
                Named.of("GIF", TestImages.drawing("gif", 10, 10, Color.WHITE)),
                Named.of("BMP", TestImages.drawing("bmp", 10, 10, Color.WHITE)),
                Named.of("PDF", "%PDF-1.7".getBytes(StandardCharsets.UTF_8)),
                Named.of("sound", "RIFF\0\0\0\0WAVEfmt ".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @MethodSource
    void foreignFormats(byte[] bytes) {
        assertThatThrownBy(() -> ImageHeader.of(bytes)).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.inOneLine()).contains("is no PNG, JPEG or WebP"));
    }

    @Test
    void moreThan16MegapixelsAreRefused() {
        assertThat(ImageHeader.of(png(4_096, 4_096)).width()).isEqualTo(4_096);
        assertThatThrownBy(() -> ImageHeader.of(png(4_097, 4_096))).isInstanceOfSatisfying(Problem.class,
                problem -> assertThat(problem.inOneLine()).contains("4097 by 4096 pixels: more than 16 megapixels"));
        assertThatThrownBy(() -> ImageHeader.of(png(16_385, 1))).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.inOneLine()).contains("16,384"));
        for (int[] none : new int[][] {{0, 10}, {10, 0}, {-1, 10}, {Integer.MIN_VALUE, Integer.MIN_VALUE}}) {
            assertThatThrownBy(() -> ImageHeader.of(png(none[0], none[1]))).isInstanceOf(Problem.class);
        }
    }

    /** Wherever it is cut off and whatever is changed in it: a size within the bounds, or what is wrong. */
    @Test
    void nothingInAHeaderDoesMoreThanBeRefused() {
        Random random = new Random(20261129);
        byte[] jpeg = TestImages.drawing("jpeg", 300, 200, Color.WHITE);
        for (byte[] image : new byte[][] {TestImages.png(300, 200), withExif(jpeg, ByteOrder.LITTLE_ENDIAN, 6), TestImages.WEBP_LOSSY, TestImages.WEBP_LOSSLESS,
            TestImages.WEBP_EXTENDED, HexFormat.of().parseHex("ffd8ffffffffffff")}) {
            for (int i = 0; i < 3_000; i++) {
                byte[] damaged = Arrays.copyOf(image, 1 + random.nextInt(Math.min(image.length, 700)));
                for (int changes = random.nextInt(4); changes > 0; changes--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
                try {
                    ImageHeader header = ImageHeader.of(damaged);
                    assertThat((long) header.width() * header.height()).isBetween(1L, ImageHeader.PIXELS_MAX);
                } catch (Problem refused) {
                    assertThat(refused.inOneLine()).startsWith("is ");
                }
            }
        }
    }
}
