package io.parkbridge.facility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

import javax.sql.DataSource;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
class SiteImportIT {

    @Inject
    SiteImport sites;

    @Inject
    DataSource database;

    @TempDir
    Path folder;

    private String facility;

    @BeforeEach
    void name() {
        facility = "i" + UUID.randomUUID().toString().substring(0, 8);
    }

    private int importing(String header, String line) throws IOException, SQLException {
        Path file = folder.resolve(UUID.randomUUID() + ".sites.csv");
        Files.writeString(file, header + "\n" + line.replace("FACILITY", facility) + "\n");
        return sites.importSites(file);
    }

    private String device(String columns) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("select concat_ws(' ', " + columns + ") from device where code = ?")) {
            query.setString(1, facility + "-1");
            try (ResultSet row = query.executeQuery()) {
                assertThat(row.next()).isTrue();
                return row.getString(1);
            }
        }
    }

    @Test
    void columnsMayBeLeftOutAndComeInAnyOrder() throws Exception {
        int lines = importing("device_code,facility_code", "FACILITY-1,FACILITY");

        assertThat(lines).isEqualTo(1);
        assertThat(device("model, bay_id, dev_eui")).isEqualTo("generic");
    }

    @Test
    void devEuiIsTakenInAnyCaseAndCorrectedByALaterFile() throws Exception {
        String first = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        String second = UUID.randomUUID().toString().replace("-", "").substring(0, 16);

        importing("facility_code,device_code,device_model,dev_eui", "FACILITY,FACILITY-1,bosch-tps110," + first.toUpperCase());
        assertThat(device("model, dev_eui")).isEqualTo("bosch-tps110 " + first);

        importing("facility_code,device_code,dev_eui", "FACILITY,FACILITY-1," + second);
        importing("facility_code,device_code", "FACILITY,FACILITY-1");
        assertThat(device("dev_eui")).isEqualTo(second);
    }

    @Test
    void unknownColumnsAndMalformedDevEuisAreRefusedByName() {
        assertThatThrownBy(() -> importing("facility_code,device_code,colour", "FACILITY,FACILITY-1,red")).hasMessageContaining("colour");
        assertThatThrownBy(() -> importing("facility_code,device_code\",\"x", "FACILITY,FACILITY-1,red")).hasMessageContaining("line 1");
        assertThatThrownBy(() -> importing("facility_code,device_code,dev_eui", "FACILITY,FACILITY-1,70B3")).hasMessageContaining("dev_eui");
        assertThatThrownBy(() -> importing("device_code", "FACILITY-1")).hasMessageContaining("facility_code");
    }
}
