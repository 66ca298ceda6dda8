CREATE TABLE Patients (
  Patient_No integer PRIMARY KEY,
  First_Name text,
  Last_Name text,
  City text,
  Birth_Date date,
  Insurance text,
  Phone text
);
INSERT INTO Patients VALUES
(1001,'Marguerite','Dufresne','Montreal','1954-03-08','Sunlife','514-220-1188'),
(1002,'Tomasz','Zielinski','Laval','1987-11-21','BlueShield','450-661-3020'),
(1003,'Amara','Nwosu','Montreal','1993-06-02','Sunlife','514-778-9914'),
(1004,'Étienne','Gagnon','Longueuil','1979-01-30',NULL,'450-332-0077'),
(1005,'Shu-fen','Liao','Montreal','2010-09-17','BlueShield','514-908-4412'),
(1006,'Rafiq','Haddad','Brossard','1968-12-05','Desjardins',NULL),
(1007,'Noémie','Gagnon','Longueuil','2014-04-26',NULL,'450-332-0077'),
(1008,'Gareth','Pryce','Laval','1971-08-13','Desjardins','450-119-5566'),
(1009,'Ximena','Cordero','Montreal','1999-02-19','Sunlife','514-600-7341'),
(1010,'Hyacinthe','Roy','Brossard','1946-10-09','BlueShield','450-873-2210'),
(1011,'Jiho','Lim','Montreal','2001-05-28','Sunlife','514-377-8100');
CREATE TABLE Dentists (
  Dentist_Id integer PRIMARY KEY,
  Name text,
  Specialty text,
  City text,
  Start_Year integer,
  Hourly_Rate real
);
INSERT INTO Dentists VALUES
(1,'Dr. Solange Picard','general','Montreal',2002,180),
(2,'Dr. Vikram Sethi','orthodontics','Laval',2011,240),
(3,'Dr. Nadia Kovalenko','surgery','Montreal',2008,310),
(4,'Dr. Louis Arsenault','general','Longueuil',1995,195),
(5,'Dr. Mina Farrokhzad','pediatric','Brossard',2017,170),
(6,'Dr. Owen Blackbird','surgery','Laval',2020,285),
(7,'Dr. Chantal Huot','general','Montreal',2022,NULL),
(8,'Dr. Beatriz Sampaio','orthodontics','Montreal',2014,255);
CREATE TABLE Treatments (
  Treatment_Code text PRIMARY KEY,
  Name text,
  Category text,
  Price real,
  Minutes integer
);
INSERT INTO Treatments VALUES
('CLN','cleaning','prevention',95,40),
('FLU','fluoride varnish','prevention',45,15),
('SEA','sealant','prevention',60,20),
('FIL','composite filling','restoration',185,45),
('CRN','ceramic crown','restoration',1150,90),
('RCT','root canal','restoration',870,100),
('EXT','extraction','surgery',210,30),
('IMP','implant','surgery',2600,120),
('BRC','braces','orthodontics',4800,75),
('WHT','whitening','cosmetic',390,60);
CREATE TABLE Appointments (
  Appointment_Id integer PRIMARY KEY,
  Patient_No integer,
  Dentist_Id integer,
  Visit_Date date,
  Room integer,
  Status text,
  Rating integer,
  FOREIGN KEY (Patient_No) REFERENCES Patients(Patient_No),
  FOREIGN KEY (Dentist_Id) REFERENCES Dentists(Dentist_Id)
);
INSERT INTO Appointments VALUES
(1,1001,1,'2023-01-11',2,'done',5),
(2,1002,3,'2023-01-19',4,'done',4),
(3,1003,1,'2023-02-06',1,'done',5),
(4,1004,4,'2023-02-23',3,'missed',NULL),
(5,1005,5,'2023-03-03',5,'done',5),
(6,1005,2,'2023-03-31',2,'done',3),
(7,1006,3,'2023-04-14',4,'done',2),
(8,1007,5,'2023-05-08',5,'done',4),
(9,1002,4,'2023-05-22',3,'cancelled',NULL),
(10,1009,8,'2023-06-15',2,'done',5),
(11,1001,3,'2023-07-04',4,'done',4),
(12,1003,1,'2023-08-29',1,'missed',NULL),
(13,1002,6,'2023-09-12',4,'done',3),
(14,1011,1,'2023-10-05',1,'done',4);
CREATE TABLE Appointment_Treatments (
  Appointment_Id integer,
  Treatment_Code text,
  Tooth integer,
  Qty integer,
  Amount_Paid real,
  PRIMARY KEY (Appointment_Id, Treatment_Code),
  FOREIGN KEY (Appointment_Id) REFERENCES Appointments(Appointment_Id),
  FOREIGN KEY (Treatment_Code) REFERENCES Treatments(Treatment_Code)
);
INSERT INTO Appointment_Treatments VALUES
(1,'CLN',NULL,1,95),(1,'FIL',26,2,310),(2,'EXT',48,1,210),(3,'CLN',NULL,1,80),(3,'FLU',NULL,1,45),(5,'SEA',16,4,220),(5,'FLU',NULL,1,40),(6,'BRC',NULL,1,2400),(7,'IMP',36,1,2600),(8,'CLN',NULL,1,70),(10,'WHT',NULL,1,390),(11,'RCT',14,1,800),(13,'EXT',38,2,400),(14,'CLN',NULL,1,95);
