"""A house of its own for the scripts beside this one that measure it, with what a call or
a statement costs: the CPU time of all programs and the database together, which is what
one idle core would take, whatever else runs on the machine."""
import json
import os
import pathlib
import resource
import subprocess
import urllib.error
import urllib.request


class House:
    def __init__(self, program):
        # A server of this size has its tables in memory.
        self.process = subprocess.Popen([program, "--innodb-buffer-pool-size=1G"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)
        self.told = json.loads(self.process.stdout.readline())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()

    def database_processes(self):
        processes = []
        for found in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                if f"--socket={self.told['socket']}" in (found / "cmdline").read_text().split("\0"):
                    processes.append(found.name)
            except OSError:
                pass  # It has ended meanwhile.
        return processes

    def cpu(self):
        """Seconds that the programs and the database have taken."""
        ticks = 0
        for process in [str(pid) for pid in self.told["processes"].values()] + self.database_processes():
            ticks += sum(map(int, pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[11:13]))
        return ticks / os.sysconf("SC_CLK_TCK")

    def ask(self, path, body=None, accept="application/json", method=None, headers=None):
        """Seconds of all, status and what was answered."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.told['port']}{path}", data=body, method=method, headers={
            "Authorization": "Bearer " + self.told["token"], "Content-Type": "application/json", "Accept": accept,
            **(headers or {})})
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        begin = self.cpu()
        try:
            with opener.open(request, timeout=120) as answer:
                status, told = answer.status, answer.read()
        except urllib.error.HTTPError as error:
            status, told = error.code, error.read()
        return self.cpu() - begin, status, told

    def memory(self, program):
        """MiB at most since the last call of forget_memory, and now."""
        lines = pathlib.Path(f"/proc/{self.told['processes'][program]}/status").read_text().splitlines()
        return [int(line.split()[1]) >> 10 for what in ("VmHWM", "VmRSS") for line in lines if line.startswith(what)]

    def database_memory(self):
        """MiB that the database holds."""
        lines = [line for process in self.database_processes()
                 for line in pathlib.Path(f"/proc/{process}/status").read_text().splitlines()]
        return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) >> 10

    def forget_memory(self, program):
        pathlib.Path(f"/proc/{self.told['processes'][program]}/clear_refs").write_text("5")

    def mariadb(self, statements, *options):
        return subprocess.run(["mariadb", "--no-defaults", "-uroot", "--socket", self.told["socket"], "--batch",
                               "--quick", "--skip-column-names", *options], input=statements, text=True, check=True,
                              stdout=subprocess.PIPE, errors="replace").stdout

    def sql(self, schema, statements):
        """Seconds of the database and of the client that reads the rows."""
        def taken():
            children = resource.getrusage(resource.RUSAGE_CHILDREN)
            return self.cpu() + children.ru_utime + children.ru_stime
        begin = taken()
        subprocess.run(["mariadb", "--no-defaults", "-uroot", "--socket", self.told["socket"], "--batch", "--quick",
                        "--skip-column-names", schema], input=statements, text=True, check=True,
                       stdout=subprocess.DEVNULL)
        return taken() - begin
