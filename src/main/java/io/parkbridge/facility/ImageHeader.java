package io.parkbridge.facility;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.drew.imaging.FileType;
import com.drew.imaging.FileTypeDetector;
import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.png.PngChunkReader;
import com.drew.imaging.png.PngChunkType;
import com.drew.imaging.png.PngHeader;
import com.drew.imaging.riff.RiffReader;
import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.jpeg.JpegDirectory;
import com.drew.metadata.jpeg.JpegReader;
import com.drew.metadata.webp.WebpDirectory;
import com.drew.metadata.webp.WebpRiffHandler;
import io.parkbridge.http.Problem;

/**
 * What an image says of itself, without a pixel being read: its format is what its first bytes are, whatever it is called. Of what it may
 * hold beside pixels nothing is read but a photograph's orientation: texts in it may be packed, and no bound is known of what comes out.
 *
 * @param width  in pixels, as it is shown
 * @param height in pixels, as it is shown
 */
record ImageHeader(String mediaType, int width, int height) {

    /** So much a browser can decode on a phone: 64 MB. */
    static final long PIXELS_MAX = 16 * 1024 * 1024;
    static final int SIDE_MAX = 16_384;

    /** From this orientation of Exif on a browser shows the image turned by a quarter: cameras write how they were held. */
    private static final int TURNED_FROM = 5;
    private static final int TURNED_TO = 8;

    /** @throws Problem 400 naming what is wrong with {@code image} */
    static ImageHeader of(byte[] image) {
        ImageHeader header = read(image);
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

    private static ImageHeader read(byte[] image) {
        try {
            return switch (type(image)) {
                case Png -> png(image);
                case Jpeg -> jpeg(image);
                case WebP -> webP(image);
                default -> throw fault("is no PNG, JPEG or WebP image");
            };
        } catch (IOException | ImageProcessingException | MetadataException e) {
            throw fault("is damaged: its size cannot be read");
        }
    }

    private static Problem fault(String fault) {
        return Problem.ofField("image", fault);
    }

    private static FileType type(byte[] image) throws IOException {
        try (InputStream in = new ByteArrayInputStream(image)) {
            return image.length == 0 ? FileType.Unknown : FileTypeDetector.detectFileType(in);
        }
    }

    private static ImageHeader png(byte[] image) throws IOException, ImageProcessingException {
        for (var chunk : new PngChunkReader().extract(new SequentialByteArrayReader(image), Set.of(PngChunkType.IHDR))) {
            PngHeader header = new PngHeader(chunk.getBytes());
            return new ImageHeader("image/png", header.getImageWidth(), header.getImageHeight());
        }
        throw fault("is damaged: its size cannot be read");
    }

    private static ImageHeader jpeg(byte[] image) throws IOException, ImageProcessingException, MetadataException {
        Metadata found = JpegMetadataReader.readMetadata(new ByteArrayInputStream(image), List.of(new JpegReader(), new ExifReader()));
        Directory frame = required(found, JpegDirectory.class);
        int width = frame.getInt(JpegDirectory.TAG_IMAGE_WIDTH), height = frame.getInt(JpegDirectory.TAG_IMAGE_HEIGHT);
        return isTurned(found) ? new ImageHeader("image/jpeg", height, width) : new ImageHeader("image/jpeg", width, height);
    }

    private static boolean isTurned(Metadata found) {
        return found.getDirectoriesOfType(ExifIFD0Directory.class).stream().map(exif -> exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION))
                .filter(Objects::nonNull).anyMatch(orientation -> orientation >= TURNED_FROM && orientation <= TURNED_TO);
    }

    private static ImageHeader webP(byte[] image) throws IOException, ImageProcessingException, MetadataException {
        Metadata found = new Metadata();
        new RiffReader().processRiff(new SequentialByteArrayReader(image), new WebpRiffHandler(found) {
            @Override
            public boolean shouldAcceptChunk(String kind) {
                return kind.startsWith("VP8");
            }
        });
        Directory frame = required(found, WebpDirectory.class);
        return new ImageHeader("image/webp", frame.getInt(WebpDirectory.TAG_IMAGE_WIDTH), frame.getInt(WebpDirectory.TAG_IMAGE_HEIGHT));
    }

    private static Directory required(Metadata found, Class<? extends Directory> kind) {
        Directory directory = found.getFirstDirectoryOfType(kind);
        if (directory == null) {
            throw fault("is damaged: its size cannot be read");
        }
        return directory;
    }
}
