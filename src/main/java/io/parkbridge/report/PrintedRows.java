package io.parkbridge.report;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import net.sf.jasperreports.engine.JRDataSource;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JRField;

/** A table's rows as its template takes them: text by the name of its column, and the colours of cells that have one. */
final class PrintedRows implements JRDataSource {

    private static final String BACKCOLOR = ".backcolor";
    private static final String FORECOLOR = ".forecolor";

    private final Rows rows;
    private final List<Column> columns;
    private final Written written;
    private final RowCount count;
    private final Map<String, Integer> places = new HashMap<>();
    private Object[] row;

    PrintedRows(Block.Filled table, Written written, RowCount count) {
        this.rows = table.rows();
        this.columns = table.table().columns();
        this.written = written;
        this.count = count;
        for (int i = 0; i < columns.size(); i++) {
            places.put(columns.get(i).name(), i);
        }
    }

    @Override
    public boolean next() throws JRException {
        try {
            row = rows.next();
        } catch (SQLException e) {
            throw new JRException(e);
        }
        if (row != null) {
            count.row();
        }
        return row != null;
    }

    @Override
    public Object getFieldValue(JRField field) {
        String name = field.getName();
        if (name.endsWith(BACKCOLOR)) {
            return heat(name, BACKCOLOR).background();
        }
        if (name.endsWith(FORECOLOR)) {
            return heat(name, FORECOLOR).foreground();
        }
        int place = places.get(name);
        return written.value(columns.get(place).kind(), row[place]);
    }

    private Heat heat(String name, String suffix) {
        return (Heat) row[places.get(name.substring(0, name.length() - suffix.length()))];
    }
}
