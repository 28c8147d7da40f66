package io.parkbridge.access;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** As it is installed: nobody may anything without having logged in; with TLS on a second port. The one profile of all tests of access. */
public class WithLogin implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(TestCertificate.settings());
        settings.put("parkbridge.access.anonymous-role", "none");
        return settings;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(TestProvider.class));
    }
}
