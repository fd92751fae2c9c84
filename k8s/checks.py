"""What k8s/check does: holds the rules of components/monitoring against those that Prometheus reads
elsewhere, renders each overlay, then
- holds every resource against its schema, Kubernetes' own or that of who defines it,
- asks kube-score whether it is run as it should be,
- works out from the rendered network policies who reaches whom, and holds it against peers.csv,
- compares the render with golden/OVERLAY.yaml.
A check that could not fail would be none: each first has to find a fault that is put in.
"""
import copy
import csv
import difflib
import itertools
import json
import pathlib
import subprocess
import sys

import jsonschema
import kubernetes_validate
import yaml

OVERLAYS = ("local", "production")
KUBERNETES = "1.36"
# Spread over nodes is said by topology spread. One collector is meant, its rates are sums. A
# version's image does not change, so that it need not be pulled again.
IGNORED = ("container-image-pull-policy",
           "deployment-has-host-podantiaffinity", "deployment-replicas", "statefulset-has-host-podantiaffinity")
# Stands for the pods that are others'.
OUTSIDE = {"ingress": "concordat/ingress", "prometheus": "concordat/prometheus"}
SERVERS = ("gateway", "programme-service", "benefits-service", "risk-service")
tools = pathlib.Path(sys.argv[1])
faults = []


def render(overlay):
    return subprocess.run([tools / "bin/kustomize", "build", f"overlays/{overlay}"], check=True,
                          stdout=subprocess.PIPE, text=True).stdout


def definitions():
    """The schema of each kind that is not Kubernetes' own, by (group/version, kind)."""
    schemas = {}
    files = list((tools / "definitions").glob("*.yaml"))
    for file in files:
        definition = yaml.safe_load(file.read_text())["spec"]
        for version in definition["versions"]:
            key = (f"{definition['group']}/{version['name']}", definition["names"]["kind"])
            schemas[key] = version["schema"]["openAPIV3Schema"]
    for file in pathlib.Path("schemas").glob("*.json"):
        schema = json.loads(file.read_text())
        schemas[(schema["apiVersion"], schema["kind"])] = schema["schema"]
    return schemas


def strictly(schema):
    """What a schema does not know is a mistake of ours, as with `kubectl --validate=strict`."""
    if isinstance(schema, list):
        return [strictly(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    strict = {}
    for key, value in schema.items():
        strict[key] = {k: strictly(v) for k, v in value.items()} if key == "properties" else (
            strictly(value) if isinstance(value, (dict, list)) else value)
    if strict.get("x-kubernetes-int-or-string"):
        strict.pop("type", None)
    if isinstance(strict.get("properties"), dict) and "additionalProperties" not in strict and \
            not strict.get("x-kubernetes-preserve-unknown-fields"):
        strict["additionalProperties"] = False
    # Alternatives name some of the fields that the whole has.
    for word in ("anyOf", "oneOf", "allOf", "not"):
        if word in schema:
            strict[word] = schema[word]
    return strict


def schema_fault(resource, schemas):
    """What is wrong with it, or nothing."""
    key = (resource["apiVersion"], resource["kind"])
    try:
        if key in schemas:
            schema = strictly(schemas[key])
            schema.get("properties", {})["metadata"] = {"type": "object"}
            jsonschema.Draft7Validator(schema).validate(resource)
        else:
            kubernetes_validate.validate(resource, KUBERNETES, strict=True)
    except (jsonschema.ValidationError, kubernetes_validate.ValidationError) as error:
        return getattr(error, "message", str(error))
    except kubernetes_validate.SchemaNotFoundError:
        return "no schema knows it"
    return None


def name_of(resource):
    return f"{resource['kind']} {resource['metadata']['name']}"


def check_schemas(overlay, resources, schemas):
    for resource in resources:
        fault = schema_fault(resource, schemas)
        if fault:
            faults.append(f"{overlay}: {name_of(resource)}: {fault}")
        broken = copy.deepcopy(resource)
        broken["spce"] = {}
        if not schema_fault(broken, schemas):
            faults.append(f"{overlay}: the schema of {name_of(resource)} takes a field that there is not")


def score(text):
    command = [tools / "bin/kube-score", "score", "-", "--output-format", "ci",
               "--kubernetes-version", f"v{KUBERNETES}",
               # A limit of CPU slows a replica that could answer; requests share what there is.
               "--ignore-container-cpu-limit"]
    for test in IGNORED:
        command += ["--ignore-test", test]
    result = subprocess.run(command, input=text, stdout=subprocess.PIPE, text=True, check=False)
    return [line for line in result.stdout.splitlines()
            if line.startswith(("[CRITICAL]", "[WARNING]"))]


def check_policy(overlay, resources, text):
    faults.extend(f"{overlay}: {line}" for line in score(text))
    for resource in resources:
        if resource["kind"] != "Deployment":
            continue
        careless = copy.deepcopy(resource)
        careless["spec"]["template"]["spec"]["containers"][0]["securityContext"]["readOnlyRootFilesystem"] = False
        if not score(yaml.safe_dump(careless)):
            faults.append(f"{overlay}: kube-score does not mind that {name_of(resource)} may write")
        break


def selects(selector, labels):
    unknown = set(selector) - {"matchLabels"}
    if unknown:
        raise ValueError(f"checks.py does not know {unknown}")
    return all(labels.get(k) == v for k, v in selector.get("matchLabels", {}).items())


def pods(resources):
    """Who there is, by the name that peers.csv has, with the labels of the pod and of the
    namespace that it is in."""
    home = {"kubernetes.io/metadata.name": "concordat"}
    found = {name: ({}, {label: "true"}) for name, label in OUTSIDE.items()}
    found["anybody"] = ({}, {})
    for resource in resources:
        template = resource.get("spec", {}).get("template", {})
        labels = template.get("metadata", {}).get("labels", {})
        if not labels:
            continue
        name = labels["app.kubernetes.io/name"]
        if labels.get("app.kubernetes.io/component") == "migrate":
            name = "migrate"
        found[name] = (labels, home)
    # Of the cluster of three nodes, the proxies before it.
    for resource in resources:
        if resource["kind"] == "PerconaXtraDBCluster":
            found["database"] = (resource["spec"]["haproxy"]["labels"], home)
    return found


def matches(peer, who):
    labels, namespace = who
    if "namespaceSelector" in peer:
        return selects(peer["namespaceSelector"], namespace) and \
            selects(peer.get("podSelector", {}), labels)
    return namespace.get("kubernetes.io/metadata.name") == "concordat" and \
        selects(peer["podSelector"], labels)


def allows(policies, direction, subject, other, port):
    """What Kubernetes says of one side: where a policy selects it, some rule has to allow it."""
    labels, namespace = subject
    if namespace.get("kubernetes.io/metadata.name") != "concordat":
        return True
    key, side = ("ingress", "from") if direction == "Ingress" else ("egress", "to")
    for policy in policies:
        spec = policy["spec"]
        if direction not in spec["policyTypes"] or not selects(spec["podSelector"], labels):
            continue
        for rule in spec.get(key, []):
            ports = [entry["port"] for entry in rule.get("ports", [])]
            if (not ports or port in ports) and any(matches(peer, other) for peer in rule[side]):
                return True
    return False


def reached(resources):
    policies = [r for r in resources if r["kind"] == "NetworkPolicy"]
    everybody = pods(resources)
    ports = sorted({port for _, _, port in table()} | {8081, 22})
    return {(a, b, port)
            for (a, one), (b, other), port in itertools.product(
                everybody.items(), everybody.items(), ports)
            if a != b and b not in OUTSIDE and b != "anybody"
            and allows(policies, "Egress", one, other, port)
            and allows(policies, "Ingress", other, one, port)}


def table():
    with open("peers.csv", encoding="utf-8") as file:
        return {(row["from"], row["to"], int(row["port"])) for row in csv.DictReader(file)}


def check_peers(overlay, resources):
    policies = [r for r in resources if r["kind"] == "NetworkPolicy"]
    denied = any(p["spec"]["podSelector"] == {} and set(p["spec"]["policyTypes"]) == {"Ingress", "Egress"}
                 and not p["spec"].get("ingress") and not p["spec"].get("egress") for p in policies)
    if not denied:
        faults.append(f"{overlay}: nothing denies what is not allowed")
    real = reached(resources)
    for way in sorted(table() - real):
        faults.append(f"{overlay}: {way[0]} does not reach {way[1]}:{way[2]}, as peers.csv says")
    for way in sorted(real - table()):
        faults.append(f"{overlay}: {way[0]} reaches {way[1]}:{way[2]}, which peers.csv does not say")
    for policy in policies:
        if policy["metadata"]["name"] in ("nothing", "names", "database-cluster"):
            continue
        if reached([r for r in resources if r is not policy]) == real:
            faults.append(f"{overlay}: the policy {policy['metadata']['name']} allows nothing")


class Readable(yaml.SafeDumper):
    """Writes text of several lines as it is read."""


Readable.add_representer(str, lambda dumper, text: dumper.represent_scalar(
    "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None))


def check_rules(write):
    """The operator takes Prometheus's rules in a resource of its own."""
    resources = []
    for file in sorted(pathlib.Path("../observability/prometheus/rules").glob("*.yml")):
        resources.append({"apiVersion": "monitoring.coreos.com/v1", "kind": "PrometheusRule",
                          "metadata": {"name": file.stem}, "spec": yaml.safe_load(file.read_text())})
    text = "# Of observability/prometheus/rules: k8s/check --write.\n" + yaml.dump_all(
        resources, Dumper=Readable, sort_keys=False, width=110, allow_unicode=True)
    rules = pathlib.Path("components/monitoring/rules.yaml")
    if write:
        rules.write_text(text)
    elif not rules.exists() or rules.read_text() != text:
        faults.append(f"{rules} is not what observability/prometheus/rules says: k8s/check --write")


def without_dashboards(text):
    """A dashboard is looked at where it is written: here its name is enough."""
    documents = text.split("\n---\n")
    for i, document in enumerate(documents):
        if "grafana_dashboard:" not in document:
            continue
        resource = yaml.safe_load(document)
        resource["data"] = {name: f"observability/dashboards/{name}" for name in resource["data"]}
        documents[i] = yaml.dump(resource, sort_keys=False).rstrip("\n")
    return "\n---\n".join(documents)


def compare(overlay, text, write):
    text = without_dashboards(text)
    golden = pathlib.Path(f"golden/{overlay}.yaml")
    if write:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text)
        return
    before = golden.read_text() if golden.exists() else ""
    if before != text:
        sys.stdout.writelines(difflib.unified_diff(
            before.splitlines(True), text.splitlines(True), str(golden), f"overlays/{overlay}", n=2))
        faults.append(f"{overlay}: the render is not k8s/golden/{overlay}.yaml: read the lines above; "
                      "`k8s/check --write` takes them")


def main():
    schemas = definitions()
    write = "--write" in sys.argv[2:]
    check_rules(write)
    for overlay in OVERLAYS:
        text = render(overlay)
        resources = [r for r in yaml.safe_load_all(text) if r]
        check_schemas(overlay, resources, schemas)
        check_policy(overlay, resources, text)
        check_peers(overlay, resources)
        compare(overlay, text, write)
        print(f"  {overlay}: {len(resources)} resources")
    for fault in faults:
        print(fault, file=sys.stderr)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
