import java.io.FileInputStream;
import java.security.KeyStore;
import java.util.Base64;

/**
 * Prints a private key of a key store as PEM, which keytool cannot: KeyAsPem.java STORE ALIAS, the store's password in TLS_PASSWORD. Run
 * from source by the launcher.
 */
class KeyAsPem {

    public static void main(String[] args) throws Exception {
        char[] password = System.getenv("TLS_PASSWORD").toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (FileInputStream in = new FileInputStream(args[0])) {
            store.load(in, password);
        }
        byte[] key = store.getKey(args[1], password).getEncoded();
        System.out.println("-----BEGIN PRIVATE KEY-----");
        System.out.println(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key));
        System.out.println("-----END PRIVATE KEY-----");
    }
}
