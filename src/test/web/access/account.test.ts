import {browserOf} from "../../../main/resources/web/app/access/browser";
import {faultOf} from "../../../main/resources/web/app/access/password";
import {equal, test} from "../testing";

test("passwords are judged as the server does", () => {
  equal(faultOf("", "ada"), "isRequired");
  equal(faultOf("elevenchars", "ada"), "tooShort");
  equal(faultOf("x".repeat(129), "ada"), "tooLong");
  equal(faultOf("it is Lovelace here", "lovelace"), "hasName");
  equal(faultOf("parking is fun for ada", "ada"), undefined);
  equal(faultOf("aaaaabbbbbccccc", "ada"), "tooFew");
  equal(faultOf("correct horse battery", "ada"), undefined);
});

test("browsers are called as people call them", () => {
  equal(browserOf("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"), {browser: "Firefox", system: "Linux"});
  equal(browserOf("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0"), {browser: "Edge", system: "Windows"});
  equal(browserOf("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1"), {browser: "Safari", system: "iOS"});
  equal(browserOf("curl/8.0"), undefined);
});
