package io.parkbridge.opendata;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes DATEX II version 3 element by element. The order of elements is the schemas', and the caller's duty. */
final class DatexXml implements AutoCloseable {

    /** The schemas that parking needs, with the prefixes they use for each other. */
    enum Schema {
        D2("d2", "d2Payload"), COM("com", "common"), FAC("fac", "facilities"), LOC("loc", "locationReferencing"), PRK("prk", "parking");

        private final String prefix;
        private final String uri;

        Schema(String prefix, String name) {
            this.prefix = prefix;
            this.uri = "http://datex2.eu/schema/3/" + name;
        }
    }

    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final int TEXT_LENGTH_MAX = 1_024;

    private final XMLStreamWriter xml;
    private final String language;

    DatexXml(OutputStream out, String language) throws XMLStreamException {
        xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
        this.language = language;
    }

    /** Begins the document. */
    void payload(String publication) throws XMLStreamException {
        xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        begin(Schema.D2, "payload");
        for (Schema schema : Schema.values()) {
            xml.writeNamespace(schema.prefix, schema.uri);
        }
        xml.writeNamespace("xsi", XSI);
        type(Schema.PRK, publication);
        attribute("lang", language);
        attribute("modelBaseVersion", "3");
    }

    void begin(Schema schema, String name) throws XMLStreamException {
        xml.writeStartElement(schema.prefix, name, schema.uri);
    }

    /** Which of the types that the element may have. */
    void type(Schema schema, String name) throws XMLStreamException {
        xml.writeAttribute("xsi", XSI, "type", schema.prefix + ":" + name);
    }

    void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, value);
    }

    void leaf(Schema schema, String name, Object value) throws XMLStreamException {
        begin(schema, name);
        xml.writeCharacters(value.toString());
        end();
    }

    /** A text for people. */
    void text(Schema schema, String name, String text) throws XMLStreamException {
        begin(schema, name);
        begin(Schema.COM, "values");
        begin(Schema.COM, "value");
        attribute("lang", language);
        xml.writeCharacters(text.substring(0, Math.min(text.length(), TEXT_LENGTH_MAX)));
        end();
        end();
        end();
    }

    /** Points to another element of a class, in a version of it. */
    void reference(Schema schema, String name, String targetClass, String id, String version) throws XMLStreamException {
        begin(schema, name);
        attribute("targetClass", targetClass);
        attribute("id", id);
        attribute("version", version);
        end();
    }

    void end() throws XMLStreamException {
        xml.writeEndElement();
    }

    @Override
    public void close() throws XMLStreamException {
        xml.writeEndDocument();
        xml.close();
    }
}
