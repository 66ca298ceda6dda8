CREATE TABLE Companies (
  CompanyId INTEGER PRIMARY KEY,
  CompanyName TEXT,
  City TEXT,
  Country TEXT,
  FoundedYear INTEGER,
  Rating REAL
);
CREATE TABLE Technicians (
  TechnicianId INTEGER PRIMARY KEY,
  FullName TEXT,
  CompanyId INTEGER REFERENCES Companies(CompanyId),
  CertLevel TEXT,
  HourlyWage REAL,
  HiredDate DATE
);
CREATE TABLE PanelModels (
  ModelId INTEGER PRIMARY KEY,
  ModelName TEXT,
  Manufacturer TEXT,
  Watts INTEGER,
  EfficiencyPct REAL,
  PriceEach REAL,
  WarrantyYears INTEGER
);
CREATE TABLE Installations (
  InstallationId INTEGER PRIMARY KEY,
  CompanyId INTEGER,
  ModelId INTEGER,
  City TEXT,
  RoofType TEXT,
  PanelCount INTEGER,
  TotalCost REAL,
  Subsidy REAL,
  FinishedDate DATE,
  FOREIGN KEY (CompanyId) REFERENCES Companies(CompanyId),
  FOREIGN KEY (ModelId) REFERENCES PanelModels(ModelId)
);
CREATE TABLE CrewAssignments (
  InstallationId INTEGER,
  TechnicianId INTEGER,
  HoursWorked REAL,
  JobRole TEXT,
  PRIMARY KEY (InstallationId, TechnicianId),
  FOREIGN KEY (InstallationId) REFERENCES Installations(InstallationId),
  FOREIGN KEY (TechnicianId) REFERENCES Technicians(TechnicianId)
);
INSERT INTO Companies VALUES
(1,'Sunnyside Power','Seville','Spain',2008,4.6),
(2,'HelioDach','Freiburg','Germany',1999,4.8),
(3,'Desert Volt','Phoenix','USA',2012,3.9),
(4,'Luz do Sul','Faro','Portugal',2015,4.2),
(5,'Rooftop Rays','Brisbane','Australia',2010,4.4),
(6,'Sahara Energie','Agadir','Morocco',2017,4.0),
(7,'Nordlys Sol','Aarhus','Denmark',2019,NULL),
(8,'Solaria Sur','Seville','Spain',2020,3.7);
INSERT INTO Technicians VALUES
(11,'Javier Molina',1,'senior',24.5,'2011-04-04'),
(12,'Lola Prieto',1,'junior',16.0,'2021-09-01'),
(13,'Klaus Beck',2,'master',36.0,'2003-02-17'),
(14,'Svenja Adler',2,'senior',31.2,'2014-06-30'),
(15,'Derek Yazzie',3,'senior',33.0,'2013-01-15'),
(16,'Tina Gomez',3,'junior',22.4,'2020-05-11'),
(17,'Nuno Pires',4,'senior',17.8,'2016-03-21'),
(18,'Holly Grant',5,'master',41.0,'2010-08-09'),
(19,'Youssef Amrani',6,'senior',12.5,'2018-10-02'),
(20,'Mads Krogh',7,'junior',27.0,'2022-01-03'),
(21,'Fatima Idrissi',6,'junior',9.8,NULL);
INSERT INTO PanelModels VALUES
(1,'Apollo 400','Helvex',400,20.4,142.0,20),
(2,'Apollo 450','Helvex',450,21.6,178.0,25),
(3,'SkyTile S','Nimbus',320,18.1,99.5,15),
(4,'SkyTile XL','Nimbus',520,20.9,205.0,20),
(5,'Kirin 410','Taiyo Works',410,21.1,150.0,25),
(6,'Kirin 460B','Taiyo Works',460,22.3,214.0,30),
(7,'EcoFlat 300','Brightleaf',300,17.2,80.0,12),
(8,'EcoFlat 350','Brightleaf',350,18.0,95.0,12);
INSERT INTO Installations VALUES
(201,1,1,'Cadiz','tile',14,6900.0,1200.0,'2022-05-18'),
(202,1,3,'Seville','flat',24,8700.0,1500.0,'2022-09-07'),
(203,2,6,'Freiburg','slate',18,14200.0,2500.0,'2022-03-29'),
(204,2,5,'Basel','tile',22,13800.0,NULL,'2023-04-14'),
(205,3,4,'Tucson','flat',30,19800.0,5900.0,'2022-11-22'),
(206,3,2,'Phoenix','tile',26,17300.0,5190.0,'2023-02-08'),
(207,4,1,'Lagos','tile',10,4800.0,700.0,'2023-06-12'),
(208,5,6,'Brisbane','metal',20,15100.0,3100.0,'2023-01-26'),
(209,5,5,'Cairns','metal',16,11050.0,2600.0,'2023-08-19'),
(210,6,7,'Marrakesh','flat',40,9900.0,NULL,'2022-07-03'),
(211,1,2,'Cordoba','flat',12,6600.0,1100.0,'2023-10-05'),
(212,7,5,'Aarhus','slate',12,9350.0,800.0,'2023-05-30');
INSERT INTO CrewAssignments VALUES
(201,11,22.5,'lead'),
(201,12,20.0,'helper'),
(202,11,31.0,'lead'),
(203,13,28.0,'lead'),
(203,14,26.5,'electrician'),
(204,14,33.0,'lead'),
(205,15,41.0,'lead'),
(205,16,38.5,'helper'),
(206,15,36.0,'electrician'),
(207,17,18.0,'lead'),
(208,18,27.0,'lead'),
(209,18,23.5,'lead'),
(210,19,52.0,'lead'),
(211,12,19.0,'electrician');
