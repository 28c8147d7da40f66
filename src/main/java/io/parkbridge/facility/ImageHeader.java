package io.parkbridge.facility;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

import io.parkbridge.http.Problem;

/**
 * What an image says of itself in its first bytes, without a pixel being read: its format is what these bytes are, whatever it is called.
 * PNG (W3C PNG, 5.2 and 11.2.2), JPEG (ITU-T T.81, B.2.2; Exif 2.3, 4.6.4 for its orientation), WebP (RFC 9649, 2.5 to 2.7).
 *
 * @param width  in pixels, as it is shown
 * @param height in pixels, as it is shown
 */
record ImageHeader(String mediaType, int width, int height) {

    /** So much a browser can decode on a phone: 64 MB. */
    static final long PIXELS_MAX = 16 * 1024 * 1024;
    static final int SIDE_MAX = 16_384;

    private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452");
    private static final byte[] JPEG = HexFormat.of().parseHex("ffd8ff");
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int ORIENTATION = 0x0112;

    /** @throws Problem 400 naming what is wrong with {@code image} */
    static ImageHeader of(byte[] image) {
        ImageHeader header = read(new Bytes(image, false));
        if (header.width < 1 || header.height < 1) {
            throw fault("is damaged: its size cannot be read");
        }
        if (header.width > SIDE_MAX || header.height > SIDE_MAX) {
            throw fault("is %d by %d pixels: a side has at most 16,384".formatted(header.width, header.height));
        }
        if ((long) header.width * header.height > PIXELS_MAX) {
            throw fault("is %d by %d pixels: more than 16 megapixels".formatted(header.width, header.height));
        }
        return header;
    }

    private static ImageHeader read(Bytes bytes) {
        try {
            if (bytes.has(0, PNG)) {
                return new ImageHeader("image/png", bytes.int32(16), bytes.int32(20));
            }
            if (bytes.has(0, JPEG)) {
                return jpeg(bytes);
            }
            if (bytes.has(0, "RIFF") && bytes.has(8, "WEBP")) {
                return webP(bytes.littleEndian());
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            throw fault("is damaged: it ends within its header");
        }
        throw fault("is no PNG, JPEG or WebP image");
    }

    private static Problem fault(String fault) {
        return Problem.ofField("image", fault);
    }

    /** Goes from segment to segment to the frame header, which comes before the pixels. */
    private static ImageHeader jpeg(Bytes bytes) {
        boolean isTurned = false;
        int at = 2;
        while (true) {
            if (bytes.int8(at) != 0xff) {
                throw fault("is damaged: its size cannot be read");
            }
            int marker = bytes.int8(at + 1);
            if (marker == 0xff) {
                at++; // filling
            } else if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
                int height = bytes.int16(at + 5), width = bytes.int16(at + 7);
                return isTurned ? new ImageHeader("image/jpeg", height, width) : new ImageHeader("image/jpeg", width, height);
            } else {
                isTurned |= marker == 0xe1 && isTurned(bytes, at + 4, at + 2 + bytes.int16(at + 2));
                at += 2 + Math.max(2, bytes.int16(at + 2));
            }
        }
    }

    /** Cameras write how they were held: from 5 on a browser shows the image turned by a quarter. */
    private static boolean isTurned(Bytes bytes, int from, int end) {
        int tiff = from + EXIF.length;
        if (!bytes.has(from, EXIF) || end < tiff + 8) {
            return false;
        }
        Bytes exif = bytes.has(tiff, "II") ? bytes.littleEndian() : bytes;
        int directory = tiff + exif.int32(tiff + 4);
        if (directory < tiff || directory + 2 > end) {
            return false;
        }
        int entries = exif.int16(directory);
        for (int entry = directory + 2; entries > 0 && entry + 12 <= end; entry += 12, entries--) {
            if (exif.int16(entry) == ORIENTATION) {
                return exif.int16(entry + 8) >= 5 && exif.int16(entry + 8) <= 8;
            }
        }
        return false;
    }

    private static ImageHeader webP(Bytes bytes) {
        if (bytes.has(12, "VP8X")) {
            return new ImageHeader("image/webp", 1 + bytes.int24(24), 1 + bytes.int24(27));
        }
        if (bytes.has(12, "VP8L") && bytes.int8(20) == 0x2f) {
            int sizes = bytes.int32(21);
            return new ImageHeader("image/webp", 1 + (sizes & 0x3fff), 1 + (sizes >>> 14 & 0x3fff));
        }
        if (bytes.has(12, "VP8 ") && bytes.int24(23) == 0x2a019d) {
            return new ImageHeader("image/webp", bytes.int16(26) & 0x3fff, bytes.int16(28) & 0x3fff);
        }
        throw fault("is damaged: its size cannot be read");
    }

    /** Numbers without a sign in either order; beyond the end there is an {@link ArrayIndexOutOfBoundsException}. */
    private record Bytes(byte[] all, boolean isLittleEndian) {

        Bytes littleEndian() {
            return new Bytes(all, true);
        }

        boolean has(int at, byte[] wanted) {
            return at + wanted.length <= all.length && Arrays.equals(all, at, at + wanted.length, wanted, 0, wanted.length);
        }

        boolean has(int at, String wanted) {
            return has(at, wanted.getBytes(StandardCharsets.US_ASCII));
        }

        int int8(int at) {
            return all[at] & 0xff;
        }

        int int16(int at) {
            return isLittleEndian ? int8(at) | int8(at + 1) << 8 : int8(at) << 8 | int8(at + 1);
        }

        int int24(int at) {
            return isLittleEndian ? int16(at) | int8(at + 2) << 16 : int16(at) << 8 | int8(at + 2);
        }

        /** Below zero where it is larger than an int. */
        int int32(int at) {
            return isLittleEndian ? int16(at) | int16(at + 2) << 16 : int16(at) << 16 | int16(at + 2);
        }
    }
}
